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

// Of the first that leave: was any of their relations a quarrel in the month before? NaN: nobody left.
function firstLeaverQuiet(track, partners) {
  const { active, conflict, alive } = track.value;
  for (let m = 1; m < track.at.length && alive[m][0] > 0; m++) {
    const gone = partners.findIndex((_, o) => active[m - 1][o] > 0 && active[m][o] <= 0);
    if (gone < 0) continue;
    const from = partners.slice(0, gone).reduce((a, b) => a + b, 0);
    return conflict[m - 1].slice(from, from + partners[gone]).some((x) => x > 0) ? 0 : 1;
  }
  return NaN;
}

function stories(room, arm) {
  const out = [];
  for (let first = 0; first < networks; first += 100) {
    const tracks = room.run(seed, [arm], hundred(0, 100, first), { every: 1, columns: ['active', 'conflict', 'alive'] });
    tracks.forEach((track, i) => {
      const unit = room.pack.units[room.unitOf(first + i)];
      const partners = new Array(unit.members).fill(0);
      for (const id of unit.ties) partners[id]++;
      out.push(firstLeaverQuiet(track, partners));
    });
  }
  return out;
}

const kept = new Map();
function side(which, { outcome, value, use = [] }) {
  if (value !== undefined) return new Array(networks).fill(value);
  const key = JSON.stringify([which, outcome, use]);
  if (!kept.has(key)) {
    const room = roomOf(which);
    const arm = { use: use.map(([name, from, months]) => placed(room.pack.hand.find((v) => v.name === name), from, months)) };
    kept.set(key, outcome === 'first leaver quiet' ? stories(room, arm)
      : [...room.ends(seed, [arm], hundred(0, networks), [outcome])[0]]);
  }
  return kept.get(key);
}

function tried(claim) {
  const more = side(claim.of, claim.more);
  const less = side(claim.of, claim.less);
  const d = more.map((x, i) => x - less[i]).filter((x) => !Number.isNaN(x));
  const mean = d.reduce((a, b) => a + b, 0) / d.length;
  const error = Math.sqrt(d.reduce((a, b) => a + (b - mean) ** 2, 0) / (d.length - 1) / d.length);
  const round = (x) => Math.round(x * 1000) / 1000;
  const [low, high] = [mean - 1.96 * error, mean + 1.96 * error];
  return { id: claim.id, networks: d.length, difference: round(mean), low: round(low), high: round(high), holds: low >= claim.least };
}

const found = claims.map(tried);
for (const f of found)
  console.log(`${f.id.padEnd(10)} ${String(f.networks).padStart(5)} networks  ${f.difference} (${f.low} to ${f.high})  ${f.holds ? 'holds' : 'DOES NOT HOLD'}`);
if (args.includes('--check')) {
  const shown = JSON.parse(readFileSync(here('claims.found.json'), 'utf8')).filter((f) => f.holds).map((f) => f.id);
  const broken = shown.filter((id) => !found.find((f) => f.id === id)?.holds);
  for (const id of broken) console.log(`FAILED: the page says "${id}", which does not hold`);
  process.exit(broken.length ? 1 : 0);
}
writeFileSync(here('claims.found.json'), `[\n${found.map((f) => `  ${JSON.stringify(f)}`).join(',\n')}\n]\n`);
