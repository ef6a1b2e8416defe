// worker.ts: the engine beside the page: opens it, answers one question after the other.
import type { Pack } from './pack';
import { Room, type Arm, type Seat, type Track, type Watch } from './room';

export type Which = 'table' | 'population' | 'own';
export type Question =
  | { id: number; ask: 'open'; engine: ArrayBuffer; packs: Partial<Record<Which, Pack>> }
  | { id: number; ask: 'own'; pack: Pack }
  | { id: number; ask: 'run'; which: Which; seed: number; arms: Arm[]; seats: Seat[]; watch: Watch }
  | { id: number; ask: 'ends'; which: Which; seed: number; arms: Arm[]; seats: Seat[]; columns: string[] };
export type Answer = { id: number; result?: unknown; error?: string };
export type Answers = { open: boolean; own: boolean; run: Track[]; ends: Float32Array[] };

const rooms: Partial<Record<Which, Room>> = {};
let module: WebAssembly.Module;

async function answer(q: Question): Promise<unknown> {
  if (q.ask === 'open') {
    module = await WebAssembly.compile(q.engine);
    for (const [which, pack] of Object.entries(q.packs)) rooms[which as Which] = new Room(module, pack);
    return Object.values(rooms).every((room) => room.agrees());
  }
  if (q.ask === 'own') { // a network that the page made itself takes the place of the one before
    rooms.own = new Room(module, q.pack);
    return true;
  }
  const room = rooms[q.which];
  if (!room) throw new Error(`no ${q.which}`);
  if (q.ask === 'run') return room.run(q.seed, q.arms, q.seats, q.watch);
  return room.ends(q.seed, q.arms, q.seats, q.columns);
}

self.onmessage = async (message: MessageEvent<Question>) => {
  const { id } = message.data;
  try {
    self.postMessage({ id, result: await answer(message.data) } satisfies Answer);
  } catch (error) {
    self.postMessage({ id, error: String(error) } satisfies Answer);
  }
};
