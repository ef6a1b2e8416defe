// favourites.mjs: is there one remedy for all? Of each page its favourite, the remedy of the hand that saves most in
// half-years three to six; and what that does to the tables of the other pages.
//
//   node favourites.mjs PAGE... [--seed N --networks N]
//
// Exit code 1: every table is saved by the favourite of another one. Saved: all of the 95% interval of the gain is
// above nothing.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Room, hundred, placed } from './dist/room.mjs';

const args = process.argv.slice(2);
const option = (name, usual) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : usual);
const pages = args.slice(0, args.findIndex((a) => a.startsWith('--')) < 0 ? args.length : args.findIndex((a) => a.startsWith('--')));
const networks = option('--networks', 1000);
const seed = option('--seed', 700001);

function table(page) {
  const html = readFileSync(page, 'utf8');
  const part = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)[1];
  const { table: pack } = JSON.parse(part('lesson'));
  const room = new Room(new WebAssembly.Module(gunzipSync(Buffer.from(part('engine'), 'base64'))), pack);
  const success = (use) => room.ends(seed, [{ use }], hundred(0, networks), ['success'])[0];
  const before = success([]);
  const gain = pack.hand.map((v) => {
    const d = Array.from(success([placed(v, 13, 24)]), (x, i) => x - before[i]);
    const mean = d.reduce((a, b) => a + b, 0) / networks;
    const error = Math.sqrt(d.reduce((a, b) => a + (b - mean) ** 2, 0) / (networks - 1) / networks);
    return { name: v.name, mean, low: mean - 1.96 * error };
  });
  return { page, gain, favourite: gain.reduce((a, b) => (b.mean > a.mean ? b : a)).name };
}

const tables = pages.map(table);
const points = (x) => `${x < 0 ? '−' : '+'}${Math.abs(100 * x).toFixed(1)}`;
for (const t of tables)
  console.log(`${t.page}: ${t.gain.map((g) => `${g.name} ${points(g.mean)}`).join(', ')}; favourite: ${t.favourite}`);
const lost = tables.filter((t) => tables.every((other) => other === t || t.gain.find((g) => g.name === other.favourite).low <= 0));
for (const t of lost) console.log(`${t.page} is not saved by the favourite of the others`);
process.exit(lost.length ? 0 : 1);
