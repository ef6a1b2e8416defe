// start.ts: the first picture: the legend, drawn in three taps, and the class number.
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

export function start(stage: Stage): Scene {
  let place: HTMLElement;
  let steps = 1;
  function show(): void {
    const field = h('input', { id: 'class', inputmode: 'numeric', pattern: '[0-9]*', maxlength: 3, size: 4, autocomplete: 'off',
      'aria-describedby': 'class-help', value: stage.seed === stage.lesson.table.seed ? '' : stage.seed,
      oninput: () => {
        field.value = field.value.replace(/\D/g, '');
        stage.seed = field.value ? Number(field.value) : stage.lesson.table.seed;
      } });
    const own = h('input', { id: 'own', inputmode: 'numeric', maxlength: 3, size: 4, autocomplete: 'off', 'aria-describedby': 'class-help', value: stage.own ?? '',
      oninput: () => {
        own.value = own.value.replace(/\D/g, '');
        const n = Number(own.value);
        stage.own = n >= 1 && n <= 100 ? n : null;
      } });
    redraw(place, h('h1', { tabindex: -1 }, h('bdi', {}, titleOf(stage.lesson.table) ?? document.title)), h('p', { class: 'about' }, t('start.about')),
      legend(steps, button('start-next', t('start.next'), () => { steps++; show(); })),
      h('div', { class: 'row' },
        button('start-begin', t('start.begin'), () => stage.go('one'), { class: 'main' })),
      h('div', { class: 'class' }, h('label', { for: 'class' }, t('start.class')), field, h('label', { for: 'own' }, t('start.own')), own,
        h('small', { id: 'class-help' }, t('start.class.help'))));
  }
  return { name: 'legend', draw(where) { place = where; show(); } };
}
