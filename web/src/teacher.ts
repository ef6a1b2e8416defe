// teacher.ts: what whoever teaches has on the beamer: a clock for each scene, a line of what to ask, and counters for the
// bets of a class, which are counted by hands. Nothing of it is kept or sent.
import { h, onBeamer, redraw, toSight } from './dom';
import { button, type Scene } from './stage';
import { t, type Word } from './words';

const MINUTES: Record<string, number> = { start: 2, one: 5, two: 6, three: 6, four: 7, five: 6, six: 5 };

const FEW = 6; // of more bets the counters have numbers alone: words would fill the screen
const LONG = 30; // letters: where it was counted, a longer complaint is called by its number, a longer name is cut

export interface Teacher { element: HTMLElement; enter(id: string, scene: Scene, code: string): void; key(event: KeyboardEvent): boolean }

export function teacher(): Teacher {
  const element = h('aside', { class: 'teacher', hidden: true });
  // What stands above it keeps clear of it.
  new ResizeObserver(() => { document.documentElement.style.setProperty('--bar', `${element.offsetHeight}px`); }).observe(element);
  // What is unfolded on a beamer is not left below the bar, where a class would not see that it is there.
  document.addEventListener('toggle', ({ target }) => {
    if (onBeamer() && target instanceof HTMLDetailsElement && target.open && target.closest('main')) toSight(target, ':scope');
  }, true);
  document.addEventListener('click', () => { setTimeout(() => { if (!element.hidden) tick(); }); }); // it may have come to another step
  const counts = new Map<string, number[]>(); // of each scene, and of what is bet on there
  let id = 'start';
  let scene: Scene | null = null;
  let began = 0; // ms
  let spent = new WeakMap<Scene, number>(); // ms in each scene that was left
  let beats: ReturnType<typeof setInterval> | null = null;
  let open = true; // what to ask, and the counters
  let code = ''; // of the class
  let shown = ''; // of which step
  const clock = h('span', { class: 'time', role: 'timer', 'aria-label': t('teacher.clock') });

  const choices = () => scene?.votes?.() ?? [];
  const key = () => `${id} ${choices().length} ${scene?.round?.() ?? 0}`;
  const ask = (): Word => scene?.asks?.() ?? `teacher.${id}` as Word;
  const fixed = () => scene?.fixed?.() ?? false;
  const state = () => `${key()} ${ask()} ${fixed()}`;
  const votes = () => {
    const list = choices();
    if (!counts.has(key())) counts.set(key(), list.map(() => 0));
    return counts.get(key())!;
  };

  function tick(): void {
    const s = Math.max(0, Math.floor((performance.now() - began) / 1000));
    clock.textContent = `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')} / ${MINUTES[id] ?? 5}:00`;
    clock.classList.toggle('late', s >= 60 * (MINUTES[id] ?? 5));
    if (shown !== state()) show(); // the scene has come to another step
  }

  function add(i: number, n: number): void {
    const list = votes();
    if (i >= list.length) return;
    list[i] = Math.max(0, list[i] + n);
    show();
  }

  function show(): void {
    shown = state();
    const list = open ? votes() : [];
    const most = Math.max(1, ...list);
    clock.setAttribute('aria-label', t('teacher.clock'));
    const short = (text: string, i: number) => (list.length > FEW && text !== t('two.nobody') ? i + 1 : h('bdi', {}, text)); // as it is numbered in the picture
    const named = (text: string, i: number) => (text.length <= LONG ? h('bdi', {}, text) : id === 'three' ? t('teacher.card', { n: i + 1 }) : h('bdi', { title: text }, `${text.slice(0, LONG - 1).trimEnd()}…`));
    redraw(element, h('span', { class: 'times' }, clock, code && h('span', { class: 'time of-class' }, t('start.class'), ' ', code)), open && h('p', { class: 'line' }, t(ask())),
      list.length > 0 && (fixed() ? h('p', { class: 'counted' }, choices().flatMap((text, i) => (list[i] > 0 ? [h('span', {}, h('b', {}, list[i], '×'), ' ', named(text, i))] : []))) : h('ol', { class: 'votes', 'aria-label': t('teacher.votes') }, choices().map((text, i) => {
        const column = h('span', { class: 'column', 'aria-hidden': 'true' });
        column.style.setProperty('--share', String(list[i] / most));
        return h('li', {}, column, button(`vote-${i}`, [h('span', {}, short(text, i), ': '), h('b', {}, list[i])], (event) => add(i, event.shiftKey ? -1 : 1), { 'aria-label': `${text}: ${list[i]}`, title: text }));
      }))));
  }

  function turn(on: boolean): void {
    element.hidden = !on;
    if (beats !== null) clearInterval(beats);
    beats = on ? setInterval(tick, 1000) : null;
    if (on) { tick(); show(); }
  }

  return {
    element,
    enter(to, into, typed) {
      if (scene && into !== scene) spent.set(scene, performance.now() - began);
      if (typed !== code) { counts.clear(); spent = new WeakMap(); } // another class has other hands, and its own time
      code = typed;
      if (into !== scene) began = performance.now() - (spent.get(into) ?? 0); // a scene that is gone back to goes on
      [id, scene] = [to, into];
      if (!element.hidden) { tick(); show(); }
    },
    // b: on and off; p: the line and the counters; a digit: one vote more, with shift one less.
    key(event) {
      if (event.key === 'b') {
        turn(document.documentElement.classList.toggle('beamer'));
        return true;
      }
      if (element.hidden) return false;
      if (event.key === 'p') { open = !open; show(); return true; }
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (!digit) return false;
      add(Number(digit) - 1, event.shiftKey ? -1 : 1);
      return true;
    },
  };
}
