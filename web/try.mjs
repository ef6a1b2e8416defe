// try.mjs: the engine of pages against the program: the same networks, month for month the same bits.
//
//   node try.mjs PAGE [SUMMARY.csv [EVENTS.csv]]
//                                       what polder lesson wrote; what polder export --summary wrote of a
//                                       run of the same scenario and seed, all columns of the model, and
//                                       what export --events wrote of the networks that it recorded
//   node try.mjs PAGE --speed           networks a second
//   node try.mjs PAGE --plans N         writes arms of a scenario: so many plans of a coach, called by their codes; in a
//                                       SUMMARY.csv that has such arms, they are compared as well
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Room, decode, encode, hundred, placed } from './dist/room.mjs';

const [page, other, happened] = process.argv.slice(2);
const html = readFileSync(page, 'utf8');
const part = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)[1];
const module = new WebAssembly.Module(gunzipSync(Buffer.from(part('engine'), 'base64')));
const lesson = JSON.parse(part('lesson'));
const room = new Room(module, lesson.table);
let wrong = 0;

// Plans at random, as arms: four half-years of the hand, from the month in which each begins.
function plans(n) {
  let x = 7;
  const next = (most) => { x = (Math.imul(x, 1664525) + 1013904223) >>> 0; return Math.floor((x / 2 ** 32) * most); };
  const { hand } = lesson.table;
  console.log(`arms:\n  - none`);
  for (let i = 0; i < n; i++) {
    const blocks = Array.from({ length: 4 }, (_, k) => ({ remedy: (i + k) % hand.length, half: 1 + next(9) }));
    console.log(`  - name: ${encode(blocks).replace(' ', '')}\n    interventions: [${blocks.map((b) => `{use: ${hand[b.remedy].name}, start: ${6 * b.half - 5}, duration: 6}`).join(', ')}]`);
  }
  console.log('baseline: none');
}

function compareAll(csv) {
  const [head, ...rows] = csv.trim().split('\n').map((line) => line.split(','));
  const arm = head.indexOf('arm');
  const named = (row) => (arm < 0 ? lesson.table.baseline : row[arm].replaceAll('"', ''));
  for (const name of new Set(rows.map(named))) {
    const plan = name === lesson.table.baseline ? [] : decode(name, lesson.table.hand.length);
    if (Array.isArray(plan)) compare(head, rows.filter((row) => named(row) === name), { use: plan.map((b) => placed(lesson.table.hand[b.remedy], 6 * b.half - 5, 6)) });
  }
}

// Each cell of an arm's rows, read as the float it stands for.
function compare(head, mine, arm) {
  const place = (name) => head.indexOf(name);
  const columns = head.filter((name) => {
    try { return room.find(name) >= 0; } catch { return false; }
  }).filter((name) => !(name in lesson.table.units[0].values) && !name.startsWith('network.'));
  const ends = room.ends(lesson.table.seed, [arm], hundred(0, mine.length), columns);
  let cells = 0;
  mine.forEach((row, i) => columns.forEach((name, c) => {
    const text = row[place(name)];
    const mineIs = ends[c][i];
    const choice = /^[a-z"]/.test(text);
    if (choice || text === '') return;
    cells++;
    if (Math.fround(Number(text)) === mineIs) return;
    if (wrong++ < 5) console.log(`network ${i}, ${name}: polder run ${text}, the page ${mineIs}`);
  }));
  console.log(`${cells} cells of ${mine.length} networks, ${wrong} differ`);
  if (cells < 20 * mine.length || mine.length === 0) { console.log('too little to compare'); wrong++; }
}

const split = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1].replace(/^"|"$/g, ''));

// Each event of the networks that were recorded, in order: when, what, who, whom, both numbers.
function compareEvents(csv) {
  const [head, ...rows] = csv.trim().split('\n').map(split);
  const cell = (row, name) => row[head.indexOf(name)] ?? '';
  const mine = rows.filter((row) => cell(row, 'arm') === lesson.table.baseline);
  const networks = [...new Set(mine.map((row) => Number(cell(row, 'replicate'))))];
  const seats = networks.map((replicate) => ({ replicate, arm: 0 }));
  const tracks = room.run(lesson.table.seed, [{ use: [] }], seats, { every: 12, columns: [], events: true });
  let events = 0;
  networks.forEach((network, i) => {
    const theirs = mine.filter((row) => Number(cell(row, 'replicate')) === network);
    const number = (kind, k, text) => {
      const place = lesson.choices[kind]?.[k]?.indexOf(text) ?? -1;
      return text === '' ? NaN : place >= 0 ? place : Math.fround(Number(text));
    };
    const org = (text) => (text === '' ? -1 : Number(text));
    const told = theirs.map((row) => [Number(cell(row, 'tick')), cell(row, 'event'), org(cell(row, 'who')), org(cell(row, 'whom')),
      number(cell(row, 'event'), 0, cell(row, 'a')), number(cell(row, 'event'), 1, cell(row, 'b'))].join());
    const here = tracks[i].events.map((e) => [e.month, e.kind, e.who, e.whom, ...e.number].join());
    const differ = Math.max(told.length, here.length) - told.filter((line, k) => line === here[k]).length;
    events += told.length;
    if (differ > 0) console.log(`network ${network}: ${differ} events differ, as ${told.find((line, k) => line !== here[k])}`);
    wrong += differ;
  });
  console.log(`${events} events of ${networks.length} networks`);
  if (events === 0) { console.log('no events to compare'); wrong++; }
}

if (other === '--plans') {
  plans(Number(happened));
  process.exit(0);
}
if (!room.agrees()) { console.log('state hashes differ'); wrong++; }
if (lesson.population && !new Room(module, lesson.population).agrees()) {
  console.log('state hashes of the population differ');
  wrong++;
}
console.log(`state hashes: ${lesson.table.check.flat().length} networks`);
if (other === '--speed') {
  const before = performance.now();
  room.ends(lesson.table.seed, [{ use: [] }], hundred(0, 4000), ['alive']);
  console.log(`${Math.round(4000 / (performance.now() - before) * 1000)} networks a second`);
} else if (other) compareAll(readFileSync(other, 'utf8'));
if (happened) compareEvents(readFileSync(happened, 'utf8'));
process.exit(wrong ? 1 : 0);
