// cards.ts: the twelve cards on two sheets of paper: in front what is heard, under the fold what may lie below it.
import { h } from './dom';
import type { Cause } from './pack';
import { language, t } from './words';

const A_SHEET = 6;

export function printCards(causes: Cause[]): void {
  document.querySelector('.deck')?.remove();
  const sheets = Array.from({ length: Math.ceil(causes.length / A_SHEET) }, (_, i) => causes.slice(A_SHEET * i, A_SHEET * (i + 1)));
  const deck = h('section', { class: 'deck', 'aria-hidden': 'true' }, sheets.map((list) => h('div', { class: 'deal' }, list.map((c) =>
    h('article', {}, h('h2', {}, c.symptom[language()]), h('div', {}, h('p', {}, h('b', {}, t('three.problem')), ' ', c.problem[language()]),
      h('p', {}, h('b', {}, t('three.way')), ' ', c.wayOut[language()])))))));
  document.body.append(deck);
  document.documentElement.classList.add('dealing');
  addEventListener('afterprint', () => { deck.remove(); document.documentElement.classList.remove('dealing'); }, { once: true });
  window.print();
}
