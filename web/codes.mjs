// codes.mjs: ten thousand plans, and as many tables, as codes and back; every single wrong letter of some of them.
import { build } from 'esbuild';

async function load(name) {
  const result = await build({ entryPoints: [new URL(`src/${name}.ts`, import.meta.url).pathname], bundle: true, write: false, format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(result.outputFiles[0].text)}`);
}
const { encode, decode } = await load('code');
const { codeOf, ownOf, SETTINGS, LEAST, MOST } = await load('own');

let wrong = 0;
let x = 1;
const next = (n) => { x = (Math.imul(x, 1664525) + 1013904223) >>> 0; return Math.floor((x / 2 ** 32) * n); };
const key = (plan) => plan.map((b) => `${b.remedy}.${b.half}`).sort().join();
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
for (let i = 0; i < 10000; i++) {
  const plan = [];
  for (let n = next(5); plan.length < n;) {
    const b = { remedy: next(6), half: 1 + next(10) };
    if (!plan.some((o) => key([o]) === key([b]))) plan.push(b);
  }
  const code = encode(plan);
  const back = decode(code.toLowerCase(), 6);
  if (!Array.isArray(back) || key(back) !== key(plan)) { wrong++; console.log(`FAILED: ${key(plan)} is ${code} is ${JSON.stringify(back)}`); }
  if (i >= 200) continue;
  for (const place of [0, 1, 2, 3, 5, 6, 7, 8])
    for (const letter of letters) {
      if (letter === code[place]) continue;
      const group = decode(code.slice(0, place) + letter + code.slice(place + 1), 6);
      if (group.wrong?.join() !== (place < 4 ? '1' : '2')) { wrong++; console.log(`FAILED: ${letter} at ${place} of ${code} is not noticed`); }
    }
}
// A group is told as soon as it is there; of letters of something else none.
const other = (x) => x.wrong?.length === 0 && !x.short;
for (const [text, groups, short] of [['', '', true], ['ABC', '', true], ['OOOO IIII', '1,2', false], ['AAAB', '1', true], ['AAAA A0', '2', true]])
  if (decode(text, 6).wrong?.join() !== groups || decode(text, 6).short !== short) { wrong++; console.log(`FAILED: "${text}"`); }
// A table is no plan, and a plan no table.
for (let i = 0; i < 10000; i++) {
  const own = { names: new Array(LEAST + next(MOST - LEAST + 1)).fill('x'), settings: SETTINGS.map(() => next(5)), cards: [] };
  const back = ownOf(codeOf(own));
  if (back.seats !== own.names.length || back.settings.join() !== own.settings.join()) { wrong++; console.log(`FAILED: ${JSON.stringify(own)} is ${JSON.stringify(back)}`); }
  if (!other(decode(codeOf(own), 6))) { wrong++; console.log(`FAILED: ${codeOf(own)} is taken for a plan`); }
}
if (!other(ownOf(encode([{ remedy: 1, half: 3 }])))) { wrong++; console.log('FAILED: a plan is taken for a table'); }
process.exit(wrong ? 1 : 0);
