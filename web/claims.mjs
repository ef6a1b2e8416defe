// claims.mjs: the experiment behind each sentence of the lesson: claims.json says which two arms, which
// outcome, which way, and the least difference that counts.
//
//   node claims.mjs PAGE                   tries all on networks that no claim was made from, and
//                                          writes claims.found.json: the page holds what holds
//   node claims.mjs PAGE --check           writes nothing; fails where the page says what does not hold
//   ... --seed N --networks N --claims FILE
//
// A claim holds if all of the 95% interval of its difference, network by network on the same chances,
// is at least the least difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Room, hundred, placed } from './dist/room.mjs';

const args = process.argv.slice(2);
const option = (name, usual) => (args.includes(name) ? args[args.indexOf(name) + 1] : usual);
const here = (name) => new URL(name, import.meta.url);
const networks = Number(option('--networks', 2000));
const seed = Number(option('--seed', 700001)); // of no scenario, and none that claims were found with
const claims = JSON.parse(readFileSync(option('--claims', here('claims.json')), 'utf8'));
const html = readFileSync(args[0], 'utf8');
const part = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)[1];
const module = new WebAssembly.Module(gunzipSync(Buffer.from(part('engine'), 'base64')));
const lesson = JSON.parse(part('lesson'));
const rooms = {};
const roomOf = (which) => (rooms[which] ??= new Room(module, lesson[which] ?? lesson.table));

// Of the first that leave after a year: its quarrels in the month before, against those of the others
// who were there. A quarrel is one of either end, as the page draws it. Null: nobody left.
function firstLeaver(track, partners) {
  const { active, conflict } = track.value;
  const from = partners.map((_, o) => partners.slice(0, o).reduce((n, those) => n + those.length, 0));
  for (let m = 13; m < track.at.length; m++) {
    const gone = partners.findIndex((_, o) => active[m - 1][o] > 0 && active[m][o] <= 0);
    if (gone < 0) continue;
    const c = conflict[m - 1];
    const quarrels = (o) => partners[o].filter((p, k) => c[from[o] + k] > 0 || c[from[p] + partners[p].indexOf(o)] > 0).length;
    const there = partners.map((_, o) => o).filter((o) => active[m - 1][o] > 0);
    const most = Math.max(...there.map(quarrels));
    return { most, mine: quarrels(gone) };
  }
  return null;
}

// Of the first to leave.
const OF_LEAVERS = {
  'first leaver not loudest': (x) => (x.most > 0 && x.mine === x.most ? 0 : 1),
};

const leavers = new Map();
function stories(which, arm) {
  const key = JSON.stringify([which, arm]);
  if (!leavers.has(key)) leavers.set(key, tell(roomOf(which), arm));
  return leavers.get(key);
}

function tell(room, arm) {
  const out = [];
  for (let first = 0; first < networks; first += 100) {
    const tracks = room.run(seed, [arm], hundred(0, 100, first), { every: 1, columns: ['active', 'conflict'] });
    tracks.forEach((track, i) => {
      const unit = room.pack.units[room.unitOf(first + i)];
      const partners = Array.from({ length: unit.members }, () => []);
      for (let k = 0; k < unit.ties.length; k += 2) {
        partners[unit.ties[k]].push(unit.ties[k + 1]);
        partners[unit.ties[k + 1]].push(unit.ties[k]);
      }
      for (const those of partners) those.sort((x, y) => x - y);
      out.push(firstLeaver(track, partners));
    });
  }
  return out;
}

// Of networks that fail: is it so that no card alone saves, or not that of the loudest complaint after a
// year? NaN: it does not fail.
const cards = new Map();
function rescues(which, n) {
  const key = `${which} ${n}`;
  if (!cards.has(key)) cards.set(key, deal(roomOf(which), n));
  return cards.get(key);
}

function deal(room, n) {
  const { causes } = lesson;
  const [before] = room.ends(seed, [{ use: [] }], hundred(0, n), ['success']);
  const seats = hundred(0, n).filter((_, i) => before[i] <= 0);
  const alone = causes.map((c) => room.ends(seed, [{ use: [], bounds: c.without }], seats, ['success'])[0]);
  const signs = causes.map((c) => c.sign);
  const tracks = room.run(seed, [{ use: [] }], seats, { every: 12, columns: signs });
  return tracks.map((track, k) => {
    const heard = signs.map((sign) => track.value[sign][Math.min(1, track.at.length - 1)][0]);
    const loudest = heard.indexOf(Math.max(...heard));
    return { none: alone.every((e) => e[k] <= 0) ? 1 : 0, missed: alone[loudest][k] > 0 ? 0 : 1 };
  });
}

const OF_CARDS = { 'no card saves': (x) => x.none, 'complaint does not save': (x) => x.missed };

const kept = new Map();
function side(which, n, { outcome, value, use = [], values }) {
  if (value !== undefined) return new Array(n).fill(value);
  const key = JSON.stringify([which, n, outcome, use, values]);
  if (!kept.has(key)) {
    const room = roomOf(which);
    const arm = { use: use.map(([name, from, months]) => placed(room.pack.hand.find((v) => v.name === name), from, months)), ...(values ? { values } : {}) };
    if (OF_CARDS[outcome]) kept.set(key, rescues(which, n).map(OF_CARDS[outcome]));
    else if (OF_LEAVERS[outcome]) kept.set(key, stories(which, arm).map((x) => (x ? OF_LEAVERS[outcome](x) : NaN)));
    else kept.set(key, [...room.ends(seed, [arm], hundred(0, n), [outcome])[0]]);
  }
  return kept.get(key);
}

// The assumption that turns a claim round: with it the difference is the other way, or nothing, for certain.
function turned({ of, more, less, turn }) {
  const n = Math.min(networks, 600);
  const values = { [turn.field]: turn.to };
  const a = side(of, n, { ...more, values: { ...more.values, ...values } });
  const b = side(of, n, { ...less, values: { ...less.values, ...values } });
  const d = a.map((x, i) => x - b[i]);
  const mean = d.reduce((p, q) => p + q, 0) / n;
  const error = Math.sqrt(d.reduce((p, q) => p + (q - mean) ** 2, 0) / (n - 1) / n);
  return { difference: Math.round(mean * 1000) / 1000, turns: mean + 1.96 * error < 0 };
}

function tried(claim) {
  const n = Math.min(networks, claim.networks ?? networks);
  const more = side(claim.of, n, claim.more);
  const less = side(claim.of, n, claim.less);
  const d = more.map((x, i) => x - less[i]).filter((x) => !Number.isNaN(x));
  const mean = d.reduce((a, b) => a + b, 0) / d.length;
  const error = Math.sqrt(d.reduce((a, b) => a + (b - mean) ** 2, 0) / (d.length - 1) / d.length);
  const round = (x) => Math.round(x * 1000) / 1000;
  const [low, high] = [mean - 1.96 * error, mean + 1.96 * error];
  return { id: claim.id, networks: d.length, difference: round(mean), low: round(low), high: round(high), holds: low >= claim.least, ...(claim.turn ? { turned: turned(claim) } : {}) };
}

const found = claims.map(tried);
for (const f of found)
  console.log(`${f.id.padEnd(10)} ${String(f.networks).padStart(5)} networks  ${f.difference} (${f.low} to ${f.high})  ${f.holds ? 'holds' : 'DOES NOT HOLD'}${f.turned ? `; turned: ${f.turned.difference}` : ''}`);
if (args.includes('--check')) {
  const shown = JSON.parse(readFileSync(here('claims.found.json'), 'utf8')).filter((f) => f.holds).map((f) => f.id);
  const broken = shown.filter((id) => !found.find((f) => f.id === id)?.holds);
  for (const id of broken) console.log(`FAILED: the page says "${id}", which does not hold`);
  const stays = found.filter((f) => f.turned && !f.turned.turns).map((f) => f.id);
  for (const id of stays) console.log(`FAILED: what is said to turn "${id}" round does not`);
  process.exit(broken.length + stays.length ? 1 : 0);
}
writeFileSync(here('claims.found.json'), `[\n${found.map((f) => `  ${JSON.stringify(f)}`).join(',\n')}\n]\n`);
