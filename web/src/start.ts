// start.ts: the first picture: what this is, where it begins, the class number and the table; the legend for who asks for it,
// and once more as a fold, for below any picture in which its signs are.
import { h, later, redraw, s, type Child } from './dom';
import { glyph, type Glyph } from './dots';
import { tie } from './seats';
import { button, titleOf, usual, type Scene, type Stage } from './stage';
import { t, type Word } from './words';

const ENDS: Glyph[] = ['won', 'part', 'alive', 'gone'];
type Sides = [number, number];
const TIES: [Word, Sides, Sides, boolean][] = [['tie.free', [0.85, 0.85], [0, 0], false], ['tie.calculated', [0.85, 0.85], [0.8, 0.8], false],
  ['tie.waiting', [0.2, 0.2], [0, 0], false], ['tie.watchful', [0.2, 0.2], [0.8, 0.8], false], ['tie.uneven', [0.85, 0.2], [0, 0.8], false], ['tie.quarrel', [0.2, 0.2], [0.5, 0.5], true]];

function sample(trust: Sides, vigilance: Sides, quarrel: boolean): SVGSVGElement {
  return s('svg', { viewBox: '0 0 120 28', class: 'sample', 'aria-hidden': 'true' },
    tie({ x: 16, y: 14 }, { x: 104, y: 14 }, trust, vigilance, quarrel),
    s('circle', { cx: 10, cy: 14, r: 8, class: 'seat' }), s('circle', { cx: 110, cy: 14, r: 8, class: 'seat' }));
}

// The four signs of which the others are made, in a line.
const FEW: [Word, Sides, Sides, boolean][] = [['tie.trust', [0.85, 0.85], [0, 0], false], ['tie.little', [0.2, 0.2], [0, 0], false], ['tie.guard', [0.6, 0.6], [0.8, 0.8], false], ['tie.quarrel', [0.2, 0.2], [0, 0], true]];
export const few = (): HTMLElement => h('ul', { class: 'key few' }, FEW.map(([word, trust, vigilance, quarrel]) => h('li', {},
  s('svg', { viewBox: '0 0 60 20', class: 'sign', 'aria-hidden': 'true' }, tie({ x: 2, y: 10 }, { x: 58, y: 10 }, trust, vigilance, quarrel)), h('span', {}, t(word)))));

const ties = (): Child => h('ul', {}, TIES.map(([word, trust, vigilance, quarrel]) => h('li', {}, sample(trust, vigilance, quarrel), h('span', {}, t(word)))));

// What stands beside a chair.
const marks = (): Child => h('ul', {}, h('li', {}, s('svg', { viewBox: '0 0 26 26', class: 'mark', 'aria-hidden': 'true' }, s('path', { d: 'M7 22v-17l13 5 -13 5', class: 'flag' })), h('span', {}, t('start.flag'))),
  h('li', {}, s('svg', { viewBox: '0 0 26 26', class: 'mark', 'aria-hidden': 'true' }, s('circle', { cx: 13, cy: 13, r: 7, class: 'bet' })), h('span', {}, t('start.mark'))));

let unfolded = false; // while a scene lasts
export const fold = () => { unfolded = false; };

// Below a picture of a table: its signs, to be opened.
export const signs = (): Child => h('details', { class: 'signs', open: unfolded, ontoggle: (e: Event) => { unfolded = (e.target as HTMLDetailsElement).open; } },
  h('summary', { id: 'signs' }, t('legend')), ties(), h('p', {}, t('start.2')), h('p', {}, t('signs.tap')), marks());

let many = 9; // chairs: as many as the table of the lesson has, up to what can be drawn here

function chairs(): SVGSVGElement {
  const seats = Array.from({ length: many }, (_, i) => {
    const a = (i / many) * 2 * Math.PI - Math.PI / 2;
    return s('circle', { cx: 60 + 46 * Math.cos(a), cy: 60 + 46 * Math.sin(a), r: Math.min(11, 108 / many), class: i === many >> 1 ? 'seat empty' : 'seat' });
  });
  return s('svg', { viewBox: '0 0 120 120', class: 'chairs', 'aria-hidden': 'true' },
    s('circle', { cx: 60, cy: 60, r: 27, class: 'top' }), seats);
}

const seated = (): Child => h('li', {}, chairs(), h('p', {}, t('start.1')), marks());

// What "?" shows as well.
export const legend = (): Child => h('ol', { class: 'legend' }, seated(), h('li', {}, ties(), h('p', {}, t('start.2'))),
  h('li', {}, h('ul', {}, ENDS.map((g) => h('li', {}, glyph(g, 26), h('span', {}, t(`glyph.${g}` as Word))))), h('p', {}, t('start.3'))));

const FAULTS: { id: 'class' | 'own'; right: RegExp; word: Word }[] = [
  { id: 'class', right: /^\d{0,3}$/, word: 'start.class.wrong' }, { id: 'own', right: /^(|0*([1-9]\d?|100))$/, word: 'start.own.wrong' }];

export function start(stage: Stage): Scene {
  let place: HTMLElement;
  let asked = false; // for the whole legend
  let unfolded = stage.typed || stage.own !== null; // the numbers of a class
  many = Math.min(14, Math.max(3, stage.lesson.table.units[0].members));
  const typed = { class: stage.typed ? String(stage.seed).padStart(3, '0') : '', own: String(stage.own ?? '') }; // a lesson that begins anew keeps them
  const wrong = () => FAULTS.filter((f) => !f.right.test(typed[f.id]));

  // What cannot be taken is told, and the page waits there: who plays with another number than the class sees other networks.
  function numbers(): HTMLElement {
    const told = () => wrong().map((f) => t(f.word)).join(' ');
    const trouble = h('p', { id: 'class-wrong', class: 'verdict', role: 'status' }, told());
    const fields = FAULTS.map(({ id }) => {
      const field = h('input', { id, inputmode: 'numeric', maxlength: 8, size: 4, autocomplete: 'off', 'aria-describedby': 'class-wrong class-help',
        'aria-invalid': wrong().some((f) => f.id === id) ? 'true' : 'false', value: typed[id], oninput: () => {
          typed[id] = field.value.trim();
          const bad = wrong().map((f) => f.id);
          field.setAttribute('aria-invalid', String(bad.includes(id)));
          stage.typed = typed.class !== '' && !bad.includes('class');
          stage.seed = stage.typed ? Number(typed.class) : usual(stage.lesson);
          stage.own = typed.own && !bad.includes('own') ? Number(typed.own) : null;
          trouble.textContent = told();
        } });
      return [h('label', { for: id }, t(`start.${id}`)), field];
    });
    return h('details', { class: 'class-fold', open: unfolded, ontoggle: (e: Event) => { unfolded = (e.target as HTMLDetailsElement).open; } }, h('summary', { id: 'class-open' }, t('start.class.open')),
      h('div', { class: 'class' }, fields, trouble, h('small', { id: 'class-help' }, t('start.class.help')), h('small', {}, t('teacher.keys'))));
  }

  const begin = () => {
    const [first] = wrong();
    if (first) { place.querySelector<HTMLDetailsElement>('.class-fold')!.open = true; document.getElementById(first.id)?.focus(); }
    else stage.go('one');
  };

  // Below the line that says what this is; with the whole legend at the foot of the screen, where it stays.
  const row = (): Child => h('div', { class: 'row begin' }, button('start-begin', t('start.begin'), begin, { class: 'main' }),
    !asked && button('start-signs', t('start.signs'), () => { asked = true; unfolded &&= wrong().length > 0; show(); place.querySelector('.legend')?.scrollIntoView({ block: 'nearest' }); }));

  // In pieces where the page begins: it is there the sooner.
  function show(whole = true): void {
    redraw(place, h('h1', { tabindex: -1 }, h('bdi', {}, titleOf(stage.lesson.table) ?? document.title)), h('p', { class: 'about' }, t('start.about')),
      !asked && later(row, whole), later(numbers, whole), later(() => (asked ? legend() : h('ol', { class: 'legend one' }, seated())), whole), asked && later(row, whole));
  }
  return { name: 'legend', draw(where) { const first = !place; place = where; show(!first); } };
}
