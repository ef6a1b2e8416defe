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
import { Room, differ, outcomes, withValue } from './dist/room.mjs';

const args = process.argv.slice(2);
const option = (name, usual) => (args.includes(name) ? args[args.indexOf(name) + 1] : usual);
const here = (name) => new URL(name, import.meta.url);
const networks = Number(option('--networks', 2000));
const seed = Number(option('--seed', 700001)); // of no scenario, and none that claims were found with
const TURNED = 600; // networks that an assumption is tried with
const FEW = 200; // that show whether a value is the one of the model
const claims = JSON.parse(readFileSync(option('--claims', here('claims.json')), 'utf8'));
const html = readFileSync(args[0], 'utf8');
const part = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)[1];
const module = new WebAssembly.Module(gunzipSync(Buffer.from(part('engine'), 'base64')));
const lesson = JSON.parse(part('lesson'));
const rooms = {};
const roomOf = (which) => (rooms[which] ??= new Room(module, lesson[which] ?? lesson.table));

const labs = {};
const labOf = (which) => (labs[which] ??= { pack: roomOf(which).pack, causes: lesson.causes,
  run: (...rest) => roomOf(which).run(seed, ...rest), ends: (...rest) => roomOf(which).ends(seed, ...rest) });

const kept = new Map();
function side(which, n, said) {
  const key = JSON.stringify([which, n, said]);
  if (!kept.has(key)) kept.set(key, outcomes(labOf(which), n, said));
  return kept.get(key);
}

const round = (x) => Math.round(x * 1000) / 1000;
// Where a claim is turned: the difference is the other way, or below a least one that is below nothing.
const other = (claim) => Math.min(0, claim.least);

// The assumption that turns a claim round: with it the difference is the other way for certain.
async function turned(claim) {
  const { of, more, less, turn } = claim;
  const n = Math.min(networks, turn.networks ?? TURNED); // where few of them count it takes more
  const d = differ(await side(of, n, withValue(more, turn.field, turn.to)), await side(of, n, withValue(less, turn.field, turn.to)));
  return { difference: round(d.mean), turns: d.high < other(claim) };
}

// Whether the slider of the assumption begins where the model is: its first value changes nothing.
async function begins({ of, more, turn }) {
  const [usual, first] = [await side(of, FEW, more), await side(of, FEW, withValue(more, turn.field, turn.from))];
  return usual.every((x, i) => x === first[i] || Number.isNaN(x) && Number.isNaN(first[i]));
}

async function tried(claim) {
  const n = Math.min(networks, claim.networks ?? networks);
  const d = differ(await side(claim.of, n, claim.more), await side(claim.of, n, claim.less));
  return { id: claim.id, networks: d.networks, difference: round(d.mean), low: round(d.low), high: round(d.high), holds: d.low >= claim.least,
    ...(claim.turn ? { turned: await turned(claim) } : {}) };
}

const found = [];
for (const claim of claims) found.push(await tried(claim));
for (const f of found)
  console.log(`${f.id.padEnd(10)} ${String(f.networks).padStart(5)} networks  ${f.difference} (${f.low} to ${f.high})  ${f.holds ? 'holds' : 'DOES NOT HOLD'}${f.turned ? `; turned: ${f.turned.difference}` : ''}`);
if (args.includes('--check')) {
  const shown = JSON.parse(readFileSync(here('claims.found.json'), 'utf8')).filter((f) => f.holds).map((f) => f.id);
  const broken = shown.filter((id) => !found.find((f) => f.id === id)?.holds);
  for (const id of broken) console.log(`FAILED: the page says "${id}", which does not hold`);
  const stays = found.filter((f) => f.turned && !f.turned.turns).map((f) => f.id);
  for (const id of stays) console.log(`FAILED: what is said to turn "${id}" round does not`);
  const late = [];
  for (const claim of claims) if (claim.turn && !(await begins(claim))) late.push(claim.id);
  for (const id of late) console.log(`FAILED: what turns "${id}" round is not ${claims.find((c) => c.id === id).turn.from} in the model`);
  process.exit(broken.length + stays.length + late.length ? 1 : 0);
}
writeFileSync(here('claims.found.json'), `[\n${found.map((f) => `  ${JSON.stringify(f)}`).join(',\n')}\n]\n`);
