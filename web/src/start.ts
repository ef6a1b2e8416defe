// start.ts: the first picture: the class number, and the legend, of which two taps draw the rest.
import { h, redraw, s, type Child } from './dom';
import { glyph, type Glyph } from './dots';
import { tie } from './seats';
import { button, titleOf, type Scene, type Stage } from './stage';
import { t, type Word } from './words';

const ENDS: Glyph[] = ['won', 'part', 'alive', 'gone'];
const TIES: [Word, number, number, boolean][] = [['tie.free', 0.85, 0.1, false], ['tie.calculated', 0.85, 0.8, false],
  ['tie.watchful', 0.2, 0.8, false], ['tie.waiting', 0.2, 0.1, false], ['tie.quarrel', 0.2, 0.5, true]];

function sample(trust: number, vigilance: number, quarrel: boolean): SVGSVGElement {
  return s('svg', { viewBox: '0 0 120 28', class: 'sample', 'aria-hidden': 'true' },
    tie({ x: 16, y: 14 }, { x: 104, y: 14 }, [trust, trust], [vigilance, vigilance], quarrel),
    s('circle', { cx: 10, cy: 14, r: 8, class: 'seat' }), s('circle', { cx: 110, cy: 14, r: 8, class: 'seat' }));
}

function chairs(): SVGSVGElement {
  const seats = Array.from({ length: 7 }, (_, i) => {
    const a = (i / 7) * 2 * Math.PI - Math.PI / 2;
    return s('circle', { cx: 60 + 44 * Math.cos(a), cy: 60 + 44 * Math.sin(a), r: 11, class: i === 4 ? 'seat empty' : 'seat' });
  });
  return s('svg', { viewBox: '0 0 120 120', class: 'chairs', 'aria-hidden': 'true' },
    s('circle', { cx: 60, cy: 60, r: 27, class: 'top' }), seats);
}

// As many steps of the legend as were asked for, and where the others will be; with all of them it is what
// "?" shows.
export function legend(steps: number, more: Child = null): Child {
  const ghost = (n: number) => h('li', { class: 'ghost', 'aria-hidden': steps === n - 1 ? undefined : 'true' }, steps === n - 1 && more);
  return h('ol', { class: 'legend' },
    h('li', {}, chairs(), h('p', {}, t('start.1'))),
    steps < 2 ? ghost(2) : h('li', { class: 'wide' }, h('ul', {}, TIES.map(([word, trust, vigilance, quarrel]) =>
      h('li', {}, sample(trust, vigilance, quarrel), h('span', {}, t(word))))), h('p', {}, t('start.2'))),
    steps < 3 ? ghost(3) : h('li', { class: 'wide' }, h('ul', {}, ENDS.map((g) => h('li', {}, glyph(g, 26), h('span', {}, t(`glyph.${g}` as Word))))),
      h('p', {}, t('start.3'))));
}

const FAULTS: { id: 'class' | 'own'; right: RegExp; word: Word }[] = [
  { id: 'class', right: /^\d{0,3}$/, word: 'start.class.wrong' }, { id: 'own', right: /^(|0*([1-9]\d?|100))$/, word: 'start.own.wrong' }];

export function start(stage: Stage): Scene {
  let place: HTMLElement;
  let steps = 1;
  const typed = { class: '', own: '' };
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
          stage.seed = typed.class && !bad.includes('class') ? Number(typed.class) : stage.lesson.table.seed;
          stage.own = typed.own && !bad.includes('own') ? Number(typed.own) : null;
          trouble.textContent = told();
        } });
      return [h('label', { for: id }, t(`start.${id}`)), field];
    });
    return h('div', { class: 'class' }, fields, trouble, h('small', { id: 'class-help' }, t('start.class.help')));
  }

  const begin = () => {
    const [first] = wrong();
    if (first) document.getElementById(first.id)?.focus();
    else stage.go('one');
  };

  function show(): void {
    redraw(place, h('h1', { tabindex: -1 }, h('bdi', {}, titleOf(stage.lesson.table) ?? document.title)), h('p', { class: 'about' }, t('start.about')),
      numbers(), legend(steps, button('start-next', t('start.next'), () => { steps++; show(); })),
      h('div', { class: 'row begin' }, button('start-begin', t('start.begin'), begin, { class: 'main' })));
  }
  return { name: 'legend', draw(where) { place = where; show(); } };
}
