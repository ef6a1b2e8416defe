// worker.ts: the engine beside the page: opens it, answers one question after the other.
import { look, LOOK, type Seen } from './future';
import type { Lesson, Pack } from './pack';
import { Room, type Arm, type Seat, type Track, type Watch } from './room';

export type Which = 'table' | 'population' | 'own';
export type Question =
  | { id: number; ask: 'open'; packed: string; lesson: string } // its JSON: read here, the page is not held up by it
  | { id: number; ask: 'own'; pack: Pack }
  | { id: number; ask: 'run'; which: Which; seed: number; arms: Arm[]; seats: Seat[]; watch: Watch }
  | { id: number; ask: 'look'; which: Which; seed: number; seats: Seat[] }
  | { id: number; ask: 'ends'; which: Which; seed: number; arms: Arm[]; seats: Seat[]; columns: string[] };
export type Answer = { id: number; result?: unknown; tracks?: Sent; error?: string };
export type Answers = { open: boolean; own: boolean; run: Track[]; look: Seen[]; ends: Float32Array[] };

const rooms: Partial<Record<Which, Room>> = {};
let module: WebAssembly.Module;

async function unpack(packed: string): Promise<ArrayBuffer> {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  // Not the stream of a Blob: WebKit does not read one in a worker of a page opened from a file.
  const gzip = new DecompressionStream('gzip');
  const into = gzip.writable.getWriter();
  const [unpacked] = await Promise.all([new Response(gzip.readable).arrayBuffer(), into.write(bytes), into.close()]);
  return unpacked;
}

async function answer(q: Question): Promise<unknown> {
  if (q.ask === 'open') {
    module = await WebAssembly.compile(await unpack(q.packed));
    const { table, population } = JSON.parse(q.lesson) as Lesson;
    for (const [which, pack] of Object.entries(population ? { table, population } : { table })) rooms[which as Which] = new Room(module, pack);
    return Object.values(rooms).every((room) => room.agrees());
  }
  if (q.ask === 'own') { // a network that the page made itself takes the place of the one before
    rooms.own = new Room(module, q.pack);
    return true;
  }
  const room = rooms[q.which];
  if (!room) throw new Error(`no ${q.which}`);
  if (q.ask === 'look')
    return room.run(q.seed, [{ use: [] }], q.seats, { every: 1, columns: LOOK }).map((track, i) => look(track, room.unit(q.seats[i].replicate)));
  if (q.ask === 'run') return room.run(q.seed, q.arms, q.seats, q.watch);
  return room.ends(q.seed, q.arms, q.seats, q.columns);
}

// Thousands of short columns are sent as one that is handed over: to take them in one by one would hold up the page.
export interface Sent { tracks: { ended: number; at: number[]; events: Track['events']; sizes: number[] }[]; columns: string[]; all: Float32Array }

function sent(tracks: Track[], columns: string[]): Sent {
  const size = (track: Track, c: string) => track.value[c][0]?.length ?? 0;
  const heads = tracks.map((track) => ({ ended: track.ended, at: track.at, events: track.events, sizes: columns.map((c) => size(track, c)) }));
  const all = new Float32Array(heads.reduce((n, head) => n + head.at.length * head.sizes.reduce((a, b) => a + b, 0), 0));
  let at = 0;
  for (const track of tracks) for (const c of columns) for (const list of track.value[c]) { all.set(list, at); at += list.length; }
  return { tracks: heads, columns, all };
}

const seatsOf = (all: Int32Array): Seat[] => Array.from({ length: all.length / 3 }, (_, i) =>
  ({ replicate: all[3 * i], arm: all[3 * i + 2], ...(all[3 * i + 1] >= 0 ? { future: all[3 * i + 1] } : {}) }));

self.onmessage = async (message: MessageEvent<Question>) => {
  const { id } = message.data;
  if ('seats' in message.data) message.data.seats = seatsOf(message.data.seats as unknown as Int32Array);
  try {
    const result = await answer(message.data);
    if (message.data.ask !== 'run') { self.postMessage({ id, result } satisfies Answer); return; }
    const packet = sent(result as Track[], message.data.watch.columns);
    self.postMessage({ id, tracks: packet } satisfies Answer, { transfer: [packet.all.buffer] });
  } catch (error) {
    self.postMessage({ id, error: String(error) } satisfies Answer);
  }
};
