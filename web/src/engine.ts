// engine.ts: the page's side of the worker: asks, waits.
import { drawn } from './dom';
import type { Seat, Track } from './room';
import type { Answer, Answers, Question, Sent } from './worker';

export type Asked<K extends Question['ask']> = Omit<Extract<Question, { ask: K }>, 'id' | 'ask'>;

// The columns of each track, as the worker read them.
function received({ tracks, columns, all }: Sent): Track[] {
  let from = 0;
  return tracks.map(({ ended, at, events, sizes }) => {
    const column = (size: number) => at.map(() => all.subarray(from, (from += size)));
    return { ended, at, events, value: Object.fromEntries(columns.map((c, i) => [c, column(sizes[i])])) };
  });
}

// Thousands of seats go as three numbers each: as objects they would be copied one by one.
function packed(seats: Seat[]): Int32Array {
  const all = new Int32Array(3 * seats.length);
  seats.forEach(({ replicate, future, arm }, i) => { all[3 * i] = replicate; all[3 * i + 1] = future ?? -1; all[3 * i + 2] = arm; });
  return all;
}

const PART = 32; // seats: what comes back of so many is taken in within one task

// What scenes ask of it.
export interface Asker { ask<K extends Question['ask']>(ask: K, rest: Asked<K>): Promise<Answers[K]> }

export class Engine implements Asker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, [(x: never) => void, (e: Error) => void]>();
  private last = 0;

  private constructor() {
    this.worker = new Worker(URL.createObjectURL(new Blob([document.getElementById('worker')!.textContent!], { type: 'text/javascript' })));
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const [done, fail] = this.waiting.get(data.id) ?? [];
      this.waiting.delete(data.id);
      if (data.error) fail?.(new Error(data.error));
      else setTimeout(() => done?.((data.tracks ? received(data.tracks) : data.result) as never)); // what it is drawn by is a task of its own
    };
    this.worker.onerror = (event) => {
      for (const [, fail] of this.waiting.values()) fail(new Error(event.message || 'no worker'));
      this.waiting.clear();
    };
  }

  async ask<K extends Question['ask']>(ask: K, rest: Asked<K>): Promise<Answers[K]> {
    const seats = ask === 'run' ? (rest as unknown as Asked<'run'>).seats : [];
    if (seats.length <= PART) return this.once(ask, rest);
    const parts = Array.from({ length: Math.ceil(seats.length / PART) }, (_, i) => this.once(ask, { ...rest, seats: seats.slice(PART * i, PART * i + PART) }));
    return (await Promise.all(parts) as Track[][]).flat() as Answers[K];
  }

  private once<K extends Question['ask']>(ask: K, rest: Asked<K>): Promise<Answers[K]> {
    const id = ++this.last;
    return new Promise((done, fail) => {
      this.waiting.set(id, [done as (x: never) => void, fail]);
      this.worker.postMessage({ id, ask, ...rest, ...('seats' in rest ? { seats: packed(rest.seats as Seat[]) } : {}) });
    });
  }

  // An engine that does not end where the program ended is of no use: its claims were tried on the other.
  static async open(packed: string, lesson: string): Promise<Engine> {
    if (!('DecompressionStream' in window)) throw new Error('this browser has no DecompressionStream');
    const engine = new Engine();
    await drawn(); // a worker takes long to start, and to hand it all of this as well
    const agrees = await engine.ask('open', { packed, lesson });
    if (!agrees) throw new Error('the engine of this page does not give what the program gave');
    return engine;
  }
}
