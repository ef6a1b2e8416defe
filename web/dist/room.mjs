// Built by build.mjs from src/door.ts.
// src/room.ts
var LANES = 16;
var EVERYONE = { whom: 0, field: "", share: 0, ticks: 0 };
var Room = class {
  constructor(module, pack) {
    this.field = /* @__PURE__ */ new Map();
    this.kind = [];
    this.net = [];
    this.value = [];
    this.first = [];
    this.partners = [];
    this.pack = pack;
    this.e = new WebAssembly.Instance(module, {}).exports;
    this.nField = this.must(this.withText(pack.model, (t) => this.e.room_open(t)));
    for (const unit of pack.units) this.addNetwork(unit);
  }
  // ---- memory ----
  must(code) {
    if (code >= 0) return code;
    throw new Error(this.textAt(this.e.room_trouble()) || `error ${code}`);
  }
  textAt(from) {
    const bytes = new Uint8Array(this.e.memory.buffer);
    let text = "";
    for (let at = from; bytes[at]; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }
  withText(text, use) {
    const bytes = new TextEncoder().encode(text + "\0");
    const at = this.e.room_get(bytes.length);
    new Uint8Array(this.e.memory.buffer).set(bytes, at);
    const answer = use(at);
    this.e.room_drop(at);
    return answer;
  }
  floats(list) {
    const at = this.e.room_get(4 * list.length + 4);
    new Float32Array(this.e.memory.buffer).set(list, at / 4);
    return at;
  }
  ints(list) {
    const at = this.e.room_get(4 * list.length + 4);
    new Int32Array(this.e.memory.buffer).set(list, at / 4);
    return at;
  }
  find(name) {
    let f = this.field.get(name);
    if (f === void 0) {
      f = this.withText(name, (t) => this.e.room_field(t));
      if (f < 0) throw new Error(`the engine has no ${name}`);
      this.field.set(name, f);
    }
    return f;
  }
  // ---- networks ----
  addNetwork(unit) {
    const from = unit.ties.filter((_, i) => i % 2 === 0);
    const to = unit.ties.filter((_, i) => i % 2 === 1);
    this.net.push(this.must(this.e.room_network(unit.members, from.length, this.ints(from), this.ints(to))));
    const count = new Array(unit.members).fill(0);
    for (const id of unit.ties) count[id]++;
    this.partners.push(count);
    this.value.push(this.floats(this.valuesOf(unit.values)));
    this.first.push(Object.entries(unit.first).map(([name, list]) => [this.find(name), this.floats(list.map((x) => x ?? NaN))]));
  }
  valuesOf(...values) {
    const all = new Float32Array(this.nField);
    for (let f = 0; f < this.nField; f++) all[f] = this.e.room_default(f);
    for (const list of values)
      for (const [name, x] of Object.entries(list)) all[this.find(name)] = x;
    return all;
  }
  bound(all, { field, most, value }) {
    const f = this.find(field);
    all[f] = most ? Math.min(all[f], value) : Math.max(all[f], value);
  }
  unitOf(replicate) {
    return replicate % this.pack.units.length;
  }
  unit(replicate) {
    return this.pack.units[this.unitOf(replicate)];
  }
  members(replicate) {
    return this.unit(replicate).members;
  }
  // ---- plans ----
  orders(arms, track) {
    const conditions = [];
    const interventions = [];
    let n = 0;
    const pushes = (list2) => [list2.length, ...list2.flatMap((p) => [this.find(p.field), p.from, p.until, p.level])];
    const add = (v) => {
      const t = v.target;
      const where = t.where ? conditions.push(t.where) - 1 : 0;
      const start = v.start ? conditions.push(v.start) - 1 : 0;
      interventions.push(
        v.effects.length,
        ...v.effects.flatMap(([f, level]) => [this.find(f), level]),
        v.start ? 1 : 0,
        v.from,
        start,
        v.duration,
        t.whom,
        where,
        t.field ? this.find(t.field) : 0,
        t.share,
        t.ticks,
        v.cost,
        v.costPerMember
      );
      return n++;
    };
    const always = this.pack.use.map(add);
    const list = arms.flatMap((arm) => {
      const use = [...always, ...arm.use.map(add)];
      return [...pushes(this.pack.armPush), use.length, ...use];
    });
    const off = this.pack.off.map((name) => this.withText(name, (t) => this.e.room_part(t)));
    return [
      off.length,
      ...off,
      track.length,
      ...track.map((name) => this.find(name)),
      ...pushes(this.pack.push),
      conditions.length,
      ...conditions.flatMap((c) => [c.steps.length, c.spells, ...c.steps.flatMap((s) => [s.kind, s.field ? this.find(s.field) : 0, s.relation, s.value, s.ticks, s.spell])]),
      n,
      ...interventions,
      arms.length,
      ...list
    ];
  }
  plan(arms, track) {
    const orders = this.orders(arms, track);
    const at = this.e.room_get(8 * orders.length + 8);
    new Float64Array(this.e.memory.buffer).set(orders, at / 8);
    this.must(this.e.room_plan(at));
  }
  // ---- running ----
  // All seats, sixteen at a time; `each` is told of every time that is watched, and of the end.
  go(seed, arms, seats, watch, each, through = () => void 0) {
    this.plan(arms, watch.columns);
    for (let from = 0; from < seats.length; from += LANES) {
      this.batch(
        seed,
        arms,
        seats.slice(from, from + LANES),
        watch,
        (lane, month, over) => each(from + lane, lane, month, over)
      );
      through(from);
    }
  }
  batch(seed, arms, seats, watch, each) {
    const own = [];
    seats.forEach((seat, lane) => {
      const u = this.unitOf(seat.replicate);
      const { values, bounds } = arms[seat.arm];
      if (values || bounds) {
        const all = this.valuesOf(this.pack.units[u].values, values ?? {});
        for (const b of bounds ?? []) if (!b.state) this.bound(all, b);
        own.push(this.floats(all));
      }
      const { futures } = this.pack;
      const [founding, future] = seat.future !== void 0 ? [seat.replicate, seat.future] : [Math.floor(seat.replicate / futures), seat.replicate % futures];
      this.e.room_seat(
        lane,
        this.net[u],
        seat.arm,
        seed,
        founding,
        future,
        values || bounds ? own[own.length - 1] : this.value[u]
      );
      for (const [f, at] of this.first[u]) this.e.room_first(lane, f, at);
      for (const b of bounds ?? []) if (b.state) this.e.room_bound(lane, this.find(b.field), b.value, b.most ? 1 : -1);
    });
    this.must(this.e.room_fill(seats.length));
    for (const at of own) this.e.room_drop(at);
    const alive = this.find("alive");
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
  told() {
    const n = this.e.room_n_told();
    const whole = new Int32Array(this.e.memory.buffer, this.e.room_told_at(), 8 * n);
    const real = new Float32Array(this.e.memory.buffer, this.e.room_told_at(), 8 * n);
    const order = Array.from({ length: n }, (_, i) => 8 * i).sort((p, q) => {
      for (const k of [1, 2, 4, 5, 3]) if (whole[p + k] !== whole[q + k]) return whole[p + k] - whole[q + k];
      return real[p + 6] - real[q + 6] || real[p + 7] - real[q + 7] || 0;
    });
    const lanes = Array.from({ length: LANES }, () => []);
    for (const i of order)
      lanes[whole[i]].push({
        month: whole[i + 1],
        kind: this.kindOf(whole[i + 3]),
        who: whole[i + 4],
        whom: whole[i + 5],
        number: [real[i + 6], real[i + 7]]
      });
    return lanes;
  }
  kindOf(kind) {
    for (let k = this.kind.length; k <= kind; k++) this.kind.push(this.textAt(this.e.room_kind(k)));
    return this.kind[kind];
  }
  // The column of one lane: one number, one for each organisation, or one for each of its relations.
  read(lane, unit, name) {
    const f = this.find(name);
    const level = this.e.room_level(f);
    const at = this.e.room_column(f) / 4;
    const partners = this.partners[unit];
    const places = level === 0 ? [lane] : partners.flatMap((n, org) => level === 1 ? [this.e.room_element(lane, org)] : Array.from({ length: n }, (_, k) => this.e.room_slot(lane, org, k)));
    const memory = new Float32Array(this.e.memory.buffer);
    return Float32Array.from(places, (i) => memory[at + i]);
  }
  run(seed, arms, seats, watch) {
    const tracks = seats.map(() => ({ ended: 0, at: [], value: Object.fromEntries(watch.columns.map((c) => [c, []])), events: [] }));
    const keep = (from) => this.told().forEach((list, lane) => {
      const track = tracks[from + lane];
      if (track) track.events = list.filter((e) => e.month <= track.ended);
    });
    this.go(seed, arms, seats, watch, (seat, lane, month, over) => {
      const track = tracks[seat];
      const unit = this.unitOf(seats[seat].replicate);
      track.at.push(month);
      if (over) track.ended = month;
      for (const name of watch.columns) track.value[name].push(this.read(lane, unit, name));
    }, watch.events ? keep : () => void 0);
    return tracks;
  }
  // Where each seat ends, of columns of level network only: quick.
  ends(seed, arms, seats, columns) {
    const out = columns.map(() => new Float32Array(seats.length));
    const fields = columns.map((c) => this.find(c));
    this.go(seed, arms, seats, { every: 0, columns: [] }, (seat, lane) => {
      const memory = new Float32Array(this.e.memory.buffer);
      fields.forEach((f, i) => {
        out[i][seat] = memory[this.e.room_column(f) / 4 + lane];
      });
    });
    return out;
  }
  hashes(seed, arms, seats) {
    const hash = new Array(seats.length).fill("");
    this.go(seed, arms, seats, { every: 0, columns: [] }, (seat, lane) => {
      const half = (high) => (this.e.room_hash(lane, high) >>> 0).toString(16).padStart(8, "0");
      hash[seat] = half(1) + half(0);
    });
    return hash;
  }
  // Does this engine end where the program that made the page ended? Of each arm the first sixteen.
  agrees() {
    const arms = [{ use: [] }, ...this.pack.hand.map((v) => ({ use: [v] }))];
    return arms.every((_, arm) => {
      const seats = this.pack.check[arm].map((_hash, replicate) => ({ replicate, arm }));
      return this.hashes(this.pack.seed, arms, seats).join() === this.pack.check[arm].join();
    });
  }
};
function placed(v, from, months2) {
  const { start: _start, ...rest } = v;
  return { ...rest, target: v.target ?? EVERYONE, from, duration: months2 };
}
function hundred(arm, n = 100, first = 0) {
  return Array.from({ length: n }, (_, i) => ({ replicate: first + i, arm }));
}

// src/code.ts
var LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
var BLOCKS = 4;
var HALVES = 10;
var weigh = (digits) => digits.reduce((sum, d, i) => sum + (2 * i + 1) * d, 0) % LETTERS.length;
function spell(n) {
  const digits = Array.from({ length: 6 }, (_, i) => Math.floor(n / LETTERS.length ** (5 - i)) % LETTERS.length);
  const groups = [digits.slice(0, 3), digits.slice(3)];
  return groups.map((g) => [...g, weigh(g)].map((d) => LETTERS[d]).join("")).join(" ");
}
function spelt(text) {
  const letters = [...text.toUpperCase().replace(/[\s-]/g, "")];
  const digits = letters.map((l) => LETTERS.indexOf(l));
  const groups = [digits.slice(0, 4), digits.slice(4, 8)];
  const wrong = [1, 2].filter((n) => {
    const g = groups[n - 1];
    return g.includes(-1) || g.length === 4 && weigh(g.slice(0, 3)) !== g[3];
  });
  if (letters.length > 8 && !wrong.includes(2)) wrong.push(2);
  if (wrong.length > 0 || letters.length < 8) return { wrong, short: letters.length < 8 };
  return { n: groups.flatMap((g) => g.slice(0, 3)).reduce((sum, d) => sum * LETTERS.length + d, 0) };
}
function encode(plan) {
  const cells = plan.map((b) => 1 + b.remedy * HALVES + (b.half - 1)).sort((a, b) => b - a);
  let n = 0;
  for (let i = 0; i < BLOCKS; i++) n = n * 64 + (cells[i] ?? 0);
  return spell(n);
}
function decode(text, remedies) {
  const read = spelt(text);
  if ("wrong" in read) return read;
  let { n } = read;
  const plan = [];
  for (let i = 0; i < BLOCKS; i++) {
    const cell = n % 64;
    n = Math.floor(n / 64);
    if (cell > 0) plan.push({ remedy: Math.floor((cell - 1) / HALVES), half: (cell - 1) % HALVES + 1 });
  }
  return n === 0 && plan.every((b) => b.remedy < remedies) && encode(plan) === spell(read.n) ? plan : { wrong: [], short: false };
}

// src/own.ts
var SETTINGS = [
  { id: "apart", field: "partners.interest_spread", at: [0.3, 0.5, 0.72, 0.9, 1.1] },
  { id: "trust", field: "relations.trust", at: [0.15, 0.3, 0.45, 0.7, 0.85] },
  { id: "open", field: "dialogue.transparency", at: [0.1, 0.3, 0.53, 0.75, 0.95] },
  { id: "days", field: "attention.days", at: [1.2, 1.7, 2.3, 3, 4] },
  { id: "unequal", field: "partners.capacity_sd", at: [0, 0.25, 0.5, 0.75, 1] },
  { id: "together", field: "value.breadth", at: [0.05, 0.25, 0.5, 0.75, 1] },
  { id: "leader", field: "steering.centrality", at: [0, 0.25, 0.5, 0.75, 1] },
  { id: "faces", field: "loyalty.turnover", at: [0, 2e-3, 42e-4, 0.015, 0.05] }
];
var MIDDLE = SETTINGS.map(() => 2);
var PLANS = 64 ** 4;
var valuesOf = (settings) => Object.fromEntries(SETTINGS.map(({ field, at }, i) => [field, at[settings[i]]]));
function ties(n) {
  const pairs = /* @__PURE__ */ new Set();
  for (let i = 0; i < n; i++)
    for (const step of [1, 2]) pairs.add([i, (i + step) % n].sort((a, b) => a - b).join());
  return [...pairs].flatMap((pair) => pair.split(",").map(Number));
}
function packOfOwn(like, seed, names, settings) {
  const { words: _words, file: _file, ...rest } = like;
  return {
    ...rest,
    seed,
    futures: 1,
    labels: names,
    push: [],
    armPush: [],
    use: [],
    off: [],
    check: [],
    units: [{ members: names.length, ties: ties(names.length), values: { "network.members": names.length, ...valuesOf(settings) }, first: {} }]
  };
}

// src/proof.ts
var YEAR = 12;
var FEW = 100;
var armOf = (pack, { use = [], values }) => ({
  use: use.map(([name, from, months2]) => placed(pack.hand.find((v) => v.name === name), from, months2)),
  ...values ? { values } : {}
});
function quietLeaver(track, partners) {
  const { active, conflict } = track.value;
  const from = partners.map((_, o) => partners.slice(0, o).reduce((n, those) => n + those.length, 0));
  for (let m = YEAR + 1; m < track.at.length; m++) {
    const gone = partners.findIndex((_, o) => active[m - 1][o] > 0 && active[m][o] <= 0);
    if (gone < 0) continue;
    const c = conflict[m - 1];
    const quarrels = (o) => partners[o].filter((p, k) => active[m - 1][p] > 0 && (c[from[o] + k] > 0 || c[from[p] + partners[p].indexOf(o)] > 0)).length;
    const most = Math.max(...partners.map((_, o) => active[m - 1][o] > 0 ? quarrels(o) : 0));
    return most > 0 && quarrels(gone) === most ? 0 : 1;
  }
  return NaN;
}
function partnersOf(unit) {
  const partners = Array.from({ length: unit.members }, () => []);
  for (let k = 0; k < unit.ties.length; k += 2) {
    partners[unit.ties[k]].push(unit.ties[k + 1]);
    partners[unit.ties[k + 1]].push(unit.ties[k]);
  }
  for (const those of partners) those.sort((x, y) => x - y);
  return partners;
}
async function leavers(lab, n, arm) {
  const out = [];
  for (let first = 0; first < n; first += FEW) {
    const tracks = await lab.run([arm], hundred(0, Math.min(FEW, n - first), first), { every: 1, columns: ["active", "conflict"] });
    tracks.forEach((track, i) => out.push(quietLeaver(track, partnersOf(lab.pack.units[(first + i) % lab.pack.units.length]))));
  }
  return out;
}
var dealt = /* @__PURE__ */ new WeakMap();
async function deal(lab, n, arm) {
  const [before] = await lab.ends([arm], hundred(0, n), ["success"]);
  const failed = hundred(0, n).filter((_, i) => before[i] <= 0);
  const alone = [];
  for (const { without } of lab.causes) alone.push((await lab.ends([{ ...arm, bounds: without }], failed, ["success"]))[0]);
  const signs = lab.causes.map((c) => c.sign);
  const tracks = await lab.run([arm], failed, { every: YEAR, columns: signs });
  const out = { none: new Array(n).fill(NaN), missed: new Array(n).fill(NaN) };
  tracks.forEach((track, k) => {
    const heard = signs.map((sign) => track.value[sign][Math.min(1, track.at.length - 1)][0]);
    out.none[failed[k].replicate] = alone.every((e) => e[k] <= 0) ? 1 : 0;
    out.missed[failed[k].replicate] = alone[heard.indexOf(Math.max(...heard))][k] > 0 ? 0 : 1;
  });
  return out;
}
function cards(lab, n, arm) {
  const key = JSON.stringify([n, arm]);
  if (!dealt.has(lab)) dealt.set(lab, /* @__PURE__ */ new Map());
  const those = dealt.get(lab);
  if (!those.has(key)) those.set(key, deal(lab, n, arm));
  return those.get(key);
}
async function outcomes(lab, n, side) {
  if (side.value !== void 0) return new Array(n).fill(side.value);
  const arm = armOf(lab.pack, side);
  if (side.outcome === "first leaver not loudest") return leavers(lab, n, arm);
  if (side.outcome === "no card saves") return (await cards(lab, n, arm)).none;
  if (side.outcome === "complaint does not save") return (await cards(lab, n, arm)).missed;
  return Array.from((await lab.ends([arm], hundred(0, n), [side.outcome]))[0]);
}
function differ(more, less) {
  const d = more.map((x, i) => x - less[i]).filter((x) => !Number.isNaN(x));
  const mean = d.reduce((a, b) => a + b, 0) / d.length;
  const half = 1.96 * Math.sqrt(d.reduce((a, b) => a + (b - mean) ** 2, 0) / (d.length - 1) / d.length);
  return { networks: d.length, mean, low: mean - half, high: mean + half };
}
var withValue = (side, field, value) => side.value !== void 0 ? side : { ...side, values: { ...side.values, [field]: value } };

// src/pack.ts
var Plot = { none: 0, ends: 1, well: 2, goal: 3, leaves: 4, joins: 5, quarrel: 6, peace: 7 };

// src/feed.ts
var wordOf = (lesson, e, number) => lesson.choices[e.kind]?.[number]?.[e.number[number]];
var sentenceOf = (lesson, e) => lesson.told.find((s) => s.kind === e.kind && s.when.every(([k, word]) => wordOf(lesson, e, k) === word));
var ofQuarrel = (s) => s?.plot === Plot.quarrel || s?.plot === Plot.peace;
var ofSeat = (s) => s?.plot === Plot.leaves || s?.plot === Plot.joins;
function goesOn(events, sentence, i) {
  const e = events[i];
  for (let k = i - 1; k >= 0; k--) {
    const p = events[k];
    if (ofSeat(sentence[k]) && (p.who === e.who || p.who === e.whom)) return false;
    if (ofQuarrel(sentence[k]) && p.who === e.whom && p.whom === e.who) return sentence[k].plot === Plot.quarrel;
  }
  return false;
}
function feed(lesson, events) {
  const newcomer = /* @__PURE__ */ new Set();
  const gone = /* @__PURE__ */ new Set();
  const out = [];
  const all = events.map((e) => sentenceOf(lesson, e));
  events.forEach((event, i) => {
    const sentence = all[i];
    const late = sentence?.plot === Plot.peace && (gone.has(event.who) || gone.has(event.whom));
    if (sentence?.plot === Plot.joins) newcomer.add(event.who);
    if (sentence?.plot === Plot.leaves) gone.add(event.who);
    if (sentence?.plot === Plot.joins) gone.delete(event.who);
    if (!sentence || sentence.weight === 0 || late || ofQuarrel(sentence) && goesOn(events, all, i)) return;
    out.push({ event, sentence, newcomer: { who: newcomer.has(event.who), whom: newcomer.has(event.whom) } });
  });
  return out;
}
function slots(lesson, { event: e, newcomer }, nameOf, remedy) {
  const name = (org, isNew) => org < 0 ? "" : nameOf(org, isNew);
  const number = (k) => e.kind.startsWith("intervention.") && k === 0 ? remedy(e.number[0]) : wordOf(lesson, e, k) ?? "";
  return { who: name(e.who, newcomer.who), whom: name(e.whom, newcomer.whom), a: number(0), b: number(1) };
}
var SHOWN = 3;
function months(all, n, drawn = true) {
  return Array.from({ length: n + 1 }, (_, m) => {
    const those = all.filter((x) => x.month === m && !x.unseen);
    const told = [...those].sort((a, b) => b.weight - a.weight).slice(0, SHOWN);
    return those.filter((x) => told.includes(x) || drawn && x.plot >= Plot.leaves);
  });
}

// src/future.ts
function tiesOf(pairs, members) {
  const partners = Array.from({ length: members }, () => []);
  for (let i = 0; i < pairs.length; i += 2) {
    partners[pairs[i]].push(pairs[i + 1]);
    partners[pairs[i + 1]].push(pairs[i]);
  }
  const from = [];
  let at = 0;
  for (const those of partners) {
    those.sort((a, b) => a - b);
    from.push(at);
    at += those.length;
  }
  return partners.flatMap((those, a) => those.filter((b) => b > a).map((b) => ({ a, b, there: from[a] + those.indexOf(b), back: from[b] + partners[b].indexOf(a) })));
}
export {
  Room,
  decode,
  differ,
  encode,
  feed,
  hundred,
  months,
  outcomes,
  packOfOwn,
  placed,
  slots,
  tiesOf,
  valuesOf,
  withValue
};
