// room.ts: the kernel room (engine/room.c) for one pack: plans, seats, months, columns.
//
// A network's history depends on seed and number alone, not on the device or on who sits beside it: the
// same pack and seed give the same bits here, on the next phone and in `polder run`.
import type { Condition, Intervention, Pack, Push, Target, Unit } from './pack';

const LANES = 16;
const EVERYONE: Target = { whom: 0, field: '', share: 0, ticks: 0 };

interface Exports {
  memory: WebAssembly.Memory;
  room_get(bytes: number): number;
  room_drop(at: number): void;
  room_trouble(): number;
  room_open(model: number): number;
  room_field(name: number): number;
  room_part(name: number): number;
  room_level(field: number): number;
  room_default(field: number): number;
  room_network(n: number, ties: number, from: number, to: number): number;
  room_plan(orders: number): number;
  room_seat(lane: number, net: number, arm: number, seed: number, founding: number, future: number, value: number): void;
  room_first(lane: number, field: number, value: number): void;
  room_bound(lane: number, field: number, bound: number, way: number): void;
  room_fill(n: number): number;
  room_listen(): number;
  room_n_told(): number;
  room_told_at(): number;
  room_kind(kind: number): number;
  room_step(): number;
  room_observe(): void;
  room_clear(lane: number): void;
  room_column(field: number): number;
  room_element(lane: number, org: number): number;
  room_slot(lane: number, org: number, k: number): number;
  room_hash(lane: number, high: number): number;
}

// Networks are no worse than this: a parameter, or what a network draws for itself.
export interface Bound { field: string; state: boolean; most: boolean; value: number }
// What is done beside what the scenario does itself; values replace those of the networks.
export interface Arm { use: Intervention[]; values?: Record<string, number>; bounds?: Bound[] }
// A network of the scenario by its number; or a future of the one with that number as its founding.
export interface Seat { replicate: number; future?: number; arm: number }
// What is read at the founding, each `every` months and at the end; and whether what happens is told.
export interface Watch { every: number; columns: string[]; events?: boolean }
// What happened, in the order of `polder story`; organisations from 0, −1: none.
export interface Happened { month: number; kind: string; who: number; whom: number; number: [number, number] }
// columns[name][seat]: a number, or one for each organisation or relation, for each time.
export interface Track { ended: number; at: number[]; value: Record<string, Float32Array[]>; events: Happened[] }

export class Room {
  readonly pack: Pack;
  private readonly e: Exports;
  private readonly field = new Map<string, number>();
  private readonly kind: string[] = [];
  private readonly net: number[] = [];
  private readonly value: number[] = [];
  private readonly first: [number, number][][] = [];
  private readonly partners: number[][] = [];
  private readonly nField: number;

  constructor(module: WebAssembly.Module, pack: Pack) {
    this.pack = pack;
    this.e = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    this.nField = this.must(this.withText(pack.model, (t) => this.e.room_open(t)));
    for (const unit of pack.units) this.addNetwork(unit);
  }

  // ---- memory ----

  private must(code: number): number {
    if (code >= 0) return code;
    throw new Error(this.textAt(this.e.room_trouble()) || `error ${code}`);
  }

  private textAt(from: number): string {
    const bytes = new Uint8Array(this.e.memory.buffer);
    let text = '';
    for (let at = from; bytes[at]; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }

  private withText(text: string, use: (at: number) => number): number {
    const bytes = new TextEncoder().encode(text + '\0');
    const at = this.e.room_get(bytes.length);
    new Uint8Array(this.e.memory.buffer).set(bytes, at);
    const answer = use(at);
    this.e.room_drop(at);
    return answer;
  }

  private floats(list: ArrayLike<number>): number {
    const at = this.e.room_get(4 * list.length + 4);
    new Float32Array(this.e.memory.buffer).set(list, at / 4);
    return at;
  }

  private ints(list: number[]): number {
    const at = this.e.room_get(4 * list.length + 4);
    new Int32Array(this.e.memory.buffer).set(list, at / 4);
    return at;
  }

  find(name: string): number {
    let f = this.field.get(name);
    if (f === undefined) {
      f = this.withText(name, (t) => this.e.room_field(t));
      if (f < 0) throw new Error(`the engine has no ${name}`);
      this.field.set(name, f);
    }
    return f;
  }

  // ---- networks ----

  private addNetwork(unit: Pack['units'][number]): void {
    const from = unit.ties.filter((_, i) => i % 2 === 0);
    const to = unit.ties.filter((_, i) => i % 2 === 1);
    this.net.push(this.must(this.e.room_network(unit.members, from.length, this.ints(from), this.ints(to))));
    const count = new Array<number>(unit.members).fill(0);
    for (const id of unit.ties) count[id]++;
    this.partners.push(count);
    this.value.push(this.floats(this.valuesOf(unit.values)));
    this.first.push(Object.entries(unit.first).map(([name, list]) =>
      [this.find(name), this.floats(list.map((x) => x ?? NaN))]));
  }

  private valuesOf(...values: Record<string, number>[]): Float32Array {
    const all = new Float32Array(this.nField);
    for (let f = 0; f < this.nField; f++) all[f] = this.e.room_default(f);
    for (const list of values)
      for (const [name, x] of Object.entries(list)) all[this.find(name)] = x;
    return all;
  }

  private bound(all: Float32Array, { field, most, value }: Bound): void {
    const f = this.find(field);
    all[f] = most ? Math.min(all[f], value) : Math.max(all[f], value);
  }

  unitOf(replicate: number): number {
    return replicate % this.pack.units.length;
  }

  unit(replicate: number): Unit {
    return this.pack.units[this.unitOf(replicate)];
  }

  members(replicate: number): number {
    return this.unit(replicate).members;
  }

  // ---- plans ----

  private orders(arms: Arm[], track: string[]): number[] {
    const conditions: Condition[] = [];
    const interventions: number[] = [];
    let n = 0;
    const pushes = (list: Push[]) =>
      [list.length, ...list.flatMap((p) => [this.find(p.field), p.from, p.until, p.level])];
    const add = (v: Intervention): number => {
      const t = v.target;
      const where = t.where ? conditions.push(t.where) - 1 : 0;
      const start = v.start ? conditions.push(v.start) - 1 : 0;
      interventions.push(v.effects.length, ...v.effects.flatMap(([f, level]) => [this.find(f), level]),
        v.start ? 1 : 0, v.from, start, v.duration,
        t.whom, where, t.field ? this.find(t.field) : 0, t.share, t.ticks, v.cost, v.costPerMember);
      return n++;
    };
    const always = this.pack.use.map(add);
    const list = arms.flatMap((arm) => {
      const use = [...always, ...arm.use.map(add)];
      return [...pushes(this.pack.armPush), use.length, ...use];
    });
    const off = this.pack.off.map((name) => this.withText(name, (t) => this.e.room_part(t)));
    return [off.length, ...off, track.length, ...track.map((name) => this.find(name)),
      ...pushes(this.pack.push), conditions.length, ...conditions.flatMap((c) =>
        [c.steps.length, c.spells, ...c.steps.flatMap((s) =>
          [s.kind, s.field ? this.find(s.field) : 0, s.relation, s.value, s.ticks, s.spell])]),
      n, ...interventions, arms.length, ...list];
  }

  private plan(arms: Arm[], track: string[]): void {
    const orders = this.orders(arms, track);
    const at = this.e.room_get(8 * orders.length + 8);
    new Float64Array(this.e.memory.buffer).set(orders, at / 8);
    this.must(this.e.room_plan(at));
  }

  // ---- running ----

  // All seats, sixteen at a time; `each` is told of every time that is watched, and of the end.
  private go(seed: number, arms: Arm[], seats: Seat[], watch: Watch,
    each: (seat: number, lane: number, month: number, over: boolean) => void, through: (from: number) => void = () => undefined): void {
    this.plan(arms, watch.columns);
    for (let from = 0; from < seats.length; from += LANES) {
      this.batch(seed, arms, seats.slice(from, from + LANES), watch,
        (lane, month, over) => each(from + lane, lane, month, over));
      through(from);
    }
  }

  private batch(seed: number, arms: Arm[], seats: Seat[], watch: Watch,
    each: (lane: number, month: number, over: boolean) => void): void {
    const own: number[] = [];
    seats.forEach((seat, lane) => {
      const u = this.unitOf(seat.replicate);
      const { values, bounds } = arms[seat.arm];
      if (values || bounds) {
        const all = this.valuesOf(this.pack.units[u].values, values ?? {});
        for (const b of bounds ?? []) if (!b.state) this.bound(all, b);
        own.push(this.floats(all));
      }
      const { futures } = this.pack;
      const [founding, future] = seat.future !== undefined ? [seat.replicate, seat.future]
        : [Math.floor(seat.replicate / futures), seat.replicate % futures];
      this.e.room_seat(lane, this.net[u], seat.arm, seed, founding, future,
        values || bounds ? own[own.length - 1] : this.value[u]);
      for (const [f, at] of this.first[u]) this.e.room_first(lane, f, at);
      for (const b of bounds ?? []) if (b.state) this.e.room_bound(lane, this.find(b.field), b.value, b.most ? 1 : -1);
    });
    this.must(this.e.room_fill(seats.length));
    for (const at of own) this.e.room_drop(at);
    const alive = this.find('alive');
    const living = new Set(seats.keys());
    if (watch.every > 0) {
      this.e.room_observe();
      for (const lane of living) each(lane, 0, false);
    }
    if (watch.events) this.must(this.e.room_listen());
    for (let month = 1; month <= this.pack.horizon && living.size > 0; month++) {
      this.e.room_step();
      const column = new Float32Array(this.e.memory.buffer, this.e.room_column(alive), LANES);
      const over = [...living].filter((lane) => month === this.pack.horizon || column[lane] <= 0);
      const due = watch.every > 0 && month % watch.every === 0;
      if (due || over.length > 0) this.e.room_observe();
      for (const lane of living) if (due || over.includes(lane)) each(lane, month, over.includes(lane));
      for (const lane of over) {
        if (column[lane] <= 0) this.e.room_clear(lane);
        living.delete(lane);
      }
    }
  }

  // What was told in the batch, lane by lane; in a month in the order of what came first, then by members.
  private told(): Happened[][] {
    const n = this.e.room_n_told();
    const whole = new Int32Array(this.e.memory.buffer, this.e.room_told_at(), 8 * n);
    const real = new Float32Array(this.e.memory.buffer, this.e.room_told_at(), 8 * n);
    const order = Array.from({ length: n }, (_, i) => 8 * i).sort((p, q) => {
      for (const k of [1, 2, 4, 5, 3]) if (whole[p + k] !== whole[q + k]) return whole[p + k] - whole[q + k];
      return real[p + 6] - real[q + 6] || real[p + 7] - real[q + 7] || 0;
    });
    const lanes: Happened[][] = Array.from({ length: LANES }, () => []);
    for (const i of order)
      lanes[whole[i]].push({ month: whole[i + 1], kind: this.kindOf(whole[i + 3]), who: whole[i + 4], whom: whole[i + 5],
        number: [real[i + 6], real[i + 7]] });
    return lanes;
  }

  private kindOf(kind: number): string {
    for (let k = this.kind.length; k <= kind; k++) this.kind.push(this.textAt(this.e.room_kind(k)));
    return this.kind[kind];
  }

  // The column of one lane: one number, one for each organisation, or one for each of its relations.
  private read(lane: number, unit: number, name: string): Float32Array {
    const f = this.find(name);
    const level = this.e.room_level(f);
    const at = this.e.room_column(f) / 4;
    const partners = this.partners[unit];
    const places = level === 0 ? [lane] : partners.flatMap((n, org) => level === 1
      ? [this.e.room_element(lane, org)]
      : Array.from({ length: n }, (_, k) => this.e.room_slot(lane, org, k)));
    const memory = new Float32Array(this.e.memory.buffer);
    return Float32Array.from(places, (i) => memory[at + i]);
  }

  run(seed: number, arms: Arm[], seats: Seat[], watch: Watch): Track[] {
    const tracks: Track[] = seats.map(() =>
      ({ ended: 0, at: [], value: Object.fromEntries(watch.columns.map((c) => [c, []])), events: [] }));
    const keep = (from: number) => this.told().forEach((list, lane) => {
      const track = tracks[from + lane];
      if (track) track.events = list.filter((e) => e.month <= track.ended);
    });
    this.go(seed, arms, seats, watch, (seat, lane, month, over) => {
      const track = tracks[seat];
      const unit = this.unitOf(seats[seat].replicate);
      track.at.push(month);
      if (over) track.ended = month;
      for (const name of watch.columns) track.value[name].push(this.read(lane, unit, name));
    }, watch.events ? keep : () => undefined);
    return tracks;
  }

  // Where each seat ends, of columns of level network only: quick.
  ends(seed: number, arms: Arm[], seats: Seat[], columns: string[]): Float32Array[] {
    const out = columns.map(() => new Float32Array(seats.length));
    const fields = columns.map((c) => this.find(c));
    this.go(seed, arms, seats, { every: 0, columns: [] }, (seat, lane) => {
      const memory = new Float32Array(this.e.memory.buffer);
      fields.forEach((f, i) => { out[i][seat] = memory[this.e.room_column(f) / 4 + lane]; });
    });
    return out;
  }

  hashes(seed: number, arms: Arm[], seats: Seat[]): string[] {
    const hash: string[] = new Array(seats.length).fill('');
    this.go(seed, arms, seats, { every: 0, columns: [] }, (seat, lane) => {
      const half = (high: number) => (this.e.room_hash(lane, high) >>> 0).toString(16).padStart(8, '0');
      hash[seat] = half(1) + half(0);
    });
    return hash;
  }

  // Does this engine end where the program that made the page ended? Of each arm the first sixteen.
  agrees(): boolean {
    const arms: Arm[] = [{ use: [] }, ...this.pack.hand.map((v) => ({ use: [v] }))];
    return arms.every((_, arm) => {
      const seats = this.pack.check[arm].map((_hash, replicate) => ({ replicate, arm }));
      return this.hashes(this.pack.seed, arms, seats).join() === this.pack.check[arm].join();
    });
  }
}

// An intervention of the hand, from a month for so many months, for everybody unless it says whom.
export function placed(v: Intervention, from: number, months: number): Intervention {
  const { start: _start, ...rest } = v;
  return { ...rest, target: v.target ?? EVERYONE, from, duration: months };
}

export function hundred(arm: number, n = 100, first = 0): Seat[] {
  return Array.from({ length: n }, (_, i) => ({ replicate: first + i, arm }));
}
