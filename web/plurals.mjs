// plurals.mjs: no text of the page says "1 times": each number of a text is set to 1, and neither the word after it nor a verb
// before it may be one that is said of several. words.ts says how a text has both: {n:time|times}.
//
//   node plurals.mjs
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

// several: words that end as such do; one: those that do and are not; before: verbs that stand before the number.
const RULES = {
  en: { several: /^(\w+[^su'’]s|are|were|have|do|fail|succeed|end|people)$/, one: /^(is|was|has|does|this|its|plus|less|years'|saves|fails|succeeds|gives|always|perhaps)$/, before: /(?!)/ },
  nl: { several: /^(\w+en|\w+s|zijn|hadden|hebben|gaan|slaan)$/, one: /^(een|en|van|binnen|boven|tegen|alleen|samen|als|is|was|dus|steeds|anders|alles|iets|ons|thuis|soms|verloren|partners)$/, before: /(\p{L}+(?:den|ten|ken|gen|nen|ren|ven|len|pen)|zijn|gaan) er 1(?![\d.,])/u },
};
// Slots that hold words, or a place in time; and numbers that are never 1: a hundred runs, chairs of a table, days of a plan;
// nor is what a claim found, in texts of proof.
const WORDS = new Set(['who', 'whom', 'name', 'what', 'list', 'why', 'bet', 'is', 'x', 'y', 'lack', 'step', 'month', 'year', 'c']);
const MANY = new Set(['two.quarrel b', 'two.hundred many', 'two.hundred.none many', 'two.lot.nobody many', 'two.many n', 'three.result many', 'three.result.best many', 'three.pairs all', 'three.times n', 'three.rows n', 'three.one n', 'four.days n',
  'four.twin all', 'four.idle n', 'four.took n', 'four.through.time n', 'four.all n', 'four.takes.days n', 'six.few least', 'six.many most']);

let failures = 0;
for (const [language, { several, one, before }] of Object.entries(RULES)) {
  const words = JSON.parse(readFileSync(join(here, `words/${language}.json`), 'utf8'));
  for (const [key, text] of Object.entries(words)) {
    if (typeof text !== 'string' || key.startsWith('proof.')) continue;
    for (const slot of new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))) {
      if (WORDS.has(slot) || MANY.has(`${key} ${slot}`)) continue;
      const said = text.replaceAll(`{${slot}}`, '1').replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (_, by, single, more) => (by === slot ? single.replace('#', '1') : more.replace('#', '2')));
      const after = [...said.matchAll(/(?<![\w{.,])1 ([\p{L}’']+)/gu)].filter((m) => several.test(m[1].toLowerCase()) && !one.test(m[1].toLowerCase()));
      for (const m of [...after, ...[before.exec(said)].filter(Boolean)]) {
        failures++;
        console.log(`FAILED: words/${language}.json, ${key}, ${slot}: “${said.slice(Math.max(0, m.index - 20), m.index + 40)}”`);
      }
    }
  }
}
process.exit(failures > 0 ? 1 : 0);
