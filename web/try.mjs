// try.mjs: the engine of pages against the program: the same networks, month for month the same bits.
//
//   node try.mjs PAGE [SUMMARY.csv [EVENTS.csv]]
//                                       what polder lesson wrote; what polder export --summary wrote of a
//                                       run of the same scenario and seed, all columns of the model, and
//                                       what export --events wrote of the networks that it recorded
//   node try.mjs PAGE --speed           networks a second
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Room, hundred } from './dist/room.mjs';

const [page, other, happened] = process.argv.slice(2);
const html = readFileSync(page, 'utf8');
const part = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)[1];
const module = new WebAssembly.Module(gunzipSync(Buffer.from(part('engine'), 'base64')));
const lesson = JSON.parse(part('lesson'));
const room = new Room(module, lesson.table);
let wrong = 0;

// Each cell of the baseline's rows, read as the float it stands for.
function compare(csv) {
  const [head, ...rows] = csv.trim().split('\n').map((line) => line.split(','));
  const place = (name) => head.indexOf(name);
  const arm = place('arm');
  const mine = rows.filter((row) => arm < 0 || row[arm].replaceAll('"', '') === lesson.table.baseline);
  const columns = head.filter((name) => {
    try { return room.find(name) >= 0; } catch { return false; }
  }).filter((name) => !(name in lesson.table.units[0].values) && !name.startsWith('network.'));
  const ends = room.ends(lesson.table.seed, [{ use: [] }], hundred(0, mine.length), columns);
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
} else if (other) compare(readFileSync(other, 'utf8'));
if (happened) compareEvents(readFileSync(happened, 'utf8'));
process.exit(wrong ? 1 : 0);
