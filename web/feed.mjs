// feed.mjs: what a page tells of a table is what `polder story` tells of the same networks, in both languages, line for
// line; every event that is to be told has its line; and no sentence has an empty slot, whatever it tells of.
//
//   POLDER=polder node feed.mjs PAGE RUN.h5 N      the first N foundings of the baseline, all recorded
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Room, feed, months, slots, tiesOf } from './dist/room.mjs';

const [page, run, many] = process.argv.slice(2);
const html = readFileSync(page, 'utf8');
const part = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(html)[1];
const lesson = JSON.parse(part('lesson'));
const room = new Room(new WebAssembly.Module(gunzipSync(Buffer.from(part('engine'), 'base64'))), lesson.table);
const LANGUAGES = { en: { newcomer: 'newcomer for', number: 'organisation', happened: 'What happened', unseen: 'What nobody saw', quiet: 'A quiet time.' },
  nl: { newcomer: 'nieuwkomer voor', number: 'organisatie', happened: 'Wat er gebeurde', unseen: 'Wat niemand zag', quiet: 'Een rustige tijd.' } };
const [ENDS, LEAVES, JOINS, QUARREL] = [1, 4, 5, 6];
let ties = [];
let begun = 0; // quarrels
let wrong = 0;
const fail = (what) => { if (wrong++ < 8) console.log(`FAILED: ${what}`); };

const big = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const filled = (text, slot) => big(text.replace(/\{(\w+)\}/g, (_, name) => slot[name]));
// Nothing is missing in it, and nothing is left of what it was made from.
function whole(text, what) {
  if (/\{|\}|undefined|NaN|\bnull\b|  |^ | $| [.,;:]|[.,;:]{2}|""/.test(text) || !/^\p{L}.*\.$/u.test(text) || text.length < 8) fail(`${what}: “${text}”`);
}

// ---- every sentence, with each word that its numbers can stand for ----

function everySentence() {
  let n = 0;
  for (const sentence of lesson.told.filter((s) => s.weight > 0)) {
    const used = ['who', 'whom', 'a', 'b'].filter((slot) => sentence.text.en.includes(`{${slot}}`));
    const words = [0, 1].map((k) => lesson.choices[sentence.kind]?.[k] ?? []);
    const remedies = sentence.kind.startsWith('intervention.') ? Object.keys(lesson.interventions) : null;
    const first = remedies ?? (words[0].length ? words[0] : ['']);
    for (const a of first.keys()) for (const b of (words[1].length ? words[1] : ['']).keys()) {
      const event = { month: 1, kind: sentence.kind, who: 0, whom: 1, number: [a, b] };
      if (!sentence.when.every(([k, word]) => words[k][[a, b][k]] === word)) continue;
      const told = feed(lesson, [event]);
      if (told.length !== 1) { fail(`${sentence.id} is told ${told.length} times`); continue; }
      for (const language of Object.keys(LANGUAGES)) {
        const slot = slots(lesson, told[0], (org) => ['Alpha', 'Beta'][org], (i) => lesson.interventions[remedies[i]][language]);
        for (const name of used) if (!slot[name]) fail(`${told[0].sentence.id}: nothing for {${name}}`);
        if (!used.every((name) => told[0].sentence.text[language].includes(`{${name}}`))) fail(`${sentence.id}: ${language} has other slots`);
        whole(filled(told[0].sentence.text[language], slot), told[0].sentence.id);
        n++;
      }
    }
  }
  // Each reason that a number can give has a sentence of its own.
  for (const [kind, [reasons]] of Object.entries(lesson.choices)) {
    if (!lesson.told.some((s) => s.kind === kind && s.when.some(([k]) => k === 0))) continue;
    for (const i of reasons.keys()) for (const b of lesson.choices[kind][1].length ? lesson.choices[kind][1].keys() : [0])
      if (!lesson.told.some((s) => s.kind === kind && s.when.every(([k, word]) => lesson.choices[kind][k][[i, b][k]] === word)) && kind !== 'phase.ends') fail(`${kind}, ${reasons[i]}: no sentence`);
  }
  console.log(`${n} sentences`);
}

// ---- networks, against the program ----

const story = (network, ...more) => execFileSync(process.env.POLDER ?? 'polder', ['story', run, '--founding', String(network), ...more], { encoding: 'utf8', maxBuffer: 1 << 26 });

// "Month 3: …" by month, in one line each; a quiet time is told of no event.
function monthsOf(text, words) {
  const from = text.indexOf(`\n${words.happened}\n`) + words.happened.length + 2;
  const to = text.indexOf(`\n${words.unseen}\n`);
  const out = new Map();
  for (const item of text.slice(from, to < 0 ? undefined : to).split(/\n(?=\S)/)) {
    const [, month, said] = /^\S+ (\d+)(?:[^:]*): (.*)$/s.exec(item.replace(/\s+/g, ' ').trim()) ?? [];
    if (month && said !== words.quiet) out.set(Number(month), said);
  }
  return out;
}

function compare(network, track, language) {
  const words = LANGUAGES[language];
  const called = (label) => label && (lesson.table.words?.members?.[label]?.[language] ?? label);
  const plain = (org) => called(lesson.table.labels[org]) ?? `${words.number} ${org + 1}`;
  const name = (org, isNew) => (isNew ? `${words.newcomer} ${plain(org)}` : plain(org));
  const remedy = (i) => lesson.interventions[lesson.table.use[i].name]?.[language] ?? lesson.table.use[i].name;
  const lines = feed(lesson, track.events).map((told) => {
    // Who joins is called here what the story calls it only afterwards.
    const newcomer = told.sentence.plot === JOINS ? { ...told.newcomer, who: false } : told.newcomer;
    const text = filled(told.sentence.text[language], slots(lesson, { ...told, newcomer }, name, remedy));
    whole(text, `network ${network}`);
    if (!track.events.includes(told.event)) fail(`network ${network}: “${text}” tells of no event`);
    return { month: told.event.month, weight: told.sentence.weight, unseen: told.sentence.unseen, plot: told.sentence.plot, who: told.event.who, whom: told.event.whom, text };
  });
  const theirs = monthsOf(story(network, '--lines', '1000', '--lang', language), words);
  const seen = lines.filter((x) => !x.unseen);
  for (const month of new Set([...theirs.keys(), ...seen.map((x) => x.month)])) {
    const mine = seen.filter((x) => x.month === month).map((x) => x.text).join(' ');
    if (mine !== (theirs.get(month) ?? '')) fail(`network ${network}, month ${month}: the page “${mine}”, the story “${theirs.get(month) ?? ''}”`);
  }
  // Of a month what a picture shows is told, and beside it the weightiest: none of the three weighs less than one that is left out.
  months(lines, lesson.table.horizon).forEach((shown, month) => {
    const all = seen.filter((x) => x.month === month);
    const out = all.filter((x) => !shown.includes(x));
    const third = [...all].sort((a, b) => b.weight - a.weight)[2]?.weight ?? 0;
    if (shown.length < Math.min(3, all.length) || out.some((x) => x.plot >= LEAVES || x.weight > third)) fail(`network ${network}, month ${month}: ${shown.length} of ${all.length} shown`);
  });
  const end = { month: track.ended, weight: 10, unseen: false, plot: ENDS }; // the page has a line more there
  quarrels(network, track, months([...lines, end], lesson.table.horizon));
  return lines;
}

// Whatever begins to be drawn as a quarrel has its line in that month.
function quarrels(network, { value, at }, shown) {
  for (let m = 1; m < at.length; m++)
    for (const tie of ties) {
      const on = (month) => [tie.a, tie.b].every((o) => value.active[month][o] > 0) && [tie.there, tie.back].some((k) => value.conflict[month][k] > 0);
      if (!on(m) || on(m - 1)) continue;
      begun++;
      const line = shown[m].find((x) => x.plot === QUARREL && [x.who, x.whom].includes(tie.a) && [x.who, x.whom].includes(tie.b));
      if (!line) fail(`network ${network}, month ${m}: ${tie.a} and ${tie.b} quarrel in the picture, and no line says so`);
    }
}

everySentence();
let [told, unseen] = [0, 0];
for (let network = 0; network < Number(many); network++) {
  const [track] = room.run(lesson.table.seed, [{ use: [] }], [{ replicate: network, arm: 0 }], { every: 1, columns: ['active', 'conflict'], events: true });
  const unit = lesson.table.units[room.unitOf(network)];
  ties = tiesOf(unit.ties, unit.members);
  const [lines] = Object.keys(LANGUAGES).map((language) => compare(network, track, language));
  const hidden = JSON.parse(story(network, '--json')).events.filter((e) => !e.seen).map((e) => `${e.tick} ${e.sentence}`);
  const mine = lines.filter((x) => x.unseen).map((x) => `${x.month} ${x.text}`);
  if (hidden.join('|') !== mine.join('|')) fail(`network ${network}: what nobody saw: ${mine} against ${hidden}`);
  told += lines.length;
  unseen += mine.length;
}
console.log(`${told} lines of ${many} networks, of which nobody saw ${unseen}, and ${begun} quarrels; ${wrong} wrong`);
process.exit(wrong || told === 0 ? 1 : 0);
