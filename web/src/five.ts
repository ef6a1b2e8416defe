// five.ts: four paradoxes: draw the line before you see it, then the same hundred networks at five places of a slider.
import { drawn as pictured, h, redraw, s, toTop, type Child } from './dom';
import { placed, type Arm } from './room';
import { button, choose, packOf, saw, sentence, type Scene, type Stage } from './stage';
import { t, type Word } from './words';

type Id = 'leader' | 'contract' | 'together' | 'duty';
// also: a second line, of a column; without: how many succeed with none of it, at no place of the slider.
interface Paradox { id: Id; at: number[]; arm(x: number): Arm; also?: string; without?: Arm; rests: string[] }
interface Seen { success: number[]; also: number[] | null; half: number } // half: of the band
type Shape = 'up' | 'hump' | 'down' | 'no';

const HALF = 6;
const THIN = 0.85; // of a hundred: half a band that lies behind its line
const [LEFT, RIGHT, TOP, FLOOR] = [44, 336, 16, 216];

export function five(stage: Stage): Scene {
  const which = stage.lesson.population ? 'population' : 'table';
  const pack = packOf(stage, which);
  const contract = pack.hand.find((v) => v.name === 'institutional')!;
  const late = Math.max(2, pack.horizon - 4 * HALF + 1);
  const paradoxes: Paradox[] = [
    { id: 'leader', at: [0, 0.25, 0.5, 0.75, 1], also: 'ownership.mean', rests: ['leader', 'lean'],
      arm: (x) => ({ use: [], values: { 'steering.effort': 0.8, 'steering.centrality': x } }) },
    { id: 'contract', at: [0, 0.25, 0.5, 0.75, 1].map((x) => Math.round(1 + x * (late - 1))), rests: ['hardens', 'carries'], without: { use: [] },
      arm: (x) => ({ use: [placed(contract, x, 4 * HALF)] }) },
    { id: 'together', at: [0.05, 0.25, 0.5, 0.75, 1], rests: ['little', 'everything'], arm: (x) => ({ use: [], values: { 'value.breadth': x } }) },
    { id: 'duty', at: [0, 0.25, 0.5, 0.75, 1], also: 'alive', rests: ['stay', 'want'], arm: (x) => ({ use: [], values: { 'membership.duty': x } }) },
  ];
  let place: HTMLElement;
  let now = paradoxes[0];
  let busy = false;
  let seed = -1;
  let turn = 0;
  let drawn = new Map<Id, number[]>();
  let touched = new Map<Id, Set<number>>(); // the points that were moved
  let seen = new Map<Id, Seen>();
  let said = new Map<Id, Shape>();

  const line = () => drawn.get(now.id)!;
  // Who has said nothing of both ends has not said what becomes of it.
  const drawnOut = () => [0, 4].every((i) => touched.get(now.id)?.has(i));
  const x = (i: number) => LEFT + 18 + (i / 4) * (RIGHT - LEFT - 36);
  const y = (n: number) => FLOOR - (Math.min(100, Math.max(0, n)) / 100) * (FLOOR - TOP);
  const points = (list: number[]) => list.map((n, i) => `${x(i)},${y(n)}`).join(' ');
  const word = (name: string) => t(`five.${now.id}.${name}` as Word);
  const end = (i: number) => (now.id === 'contract' ? t('two.month', { n: now.at[i] }) : word(i === 0 ? 'low' : 'high'));

  // ---- drawing ----

  const pointName = (i: number) => t('five.point', { n: i + 1, at: i === 0 ? end(0) : i === 4 ? end(4) : '' });

  function chart(): Child {
    const r = seen.get(now.id);
    const fixed = r !== undefined || busy;
    const mine = s('polyline', { points: points(line()), class: 'drawn' });
    const knobs = line().map((n, i) => s('g', { id: `knob-${i}`, class: fixed ? 'knob' : 'knob free', ...(fixed ? {} : { tabindex: 0, role: 'slider', 'aria-orientation': 'vertical',
      'aria-label': pointName(i), 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': n }) },
      s('circle', { cx: x(i), cy: y(n), r: 25, class: 'reach' }), s('circle', { cx: x(i), cy: y(n), r: fixed ? 4 : 9, class: 'dot-of-line' })));
    let fields: HTMLInputElement[] = []; // they lie folded, and come a task later
    const field = (n: number, i: number) => h('input', { type: 'number', id: `five-number-${i}`, min: 0, max: 100, step: 5, value: n, 'aria-label': pointName(i),
      oninput: () => { if (fields[i].value !== '') put(i, fields[i].valueAsNumber); } });
    const put = (i: number, n: number) => {
      line()[i] = Math.round(Math.min(100, Math.max(0, n)));
      if (!touched.has(now.id)) touched.set(now.id, new Set());
      touched.get(now.id)!.add(i);
      mine.setAttribute('points', points(line()));
      knobs[i].querySelectorAll('circle').forEach((c) => c.setAttribute('cy', String(y(line()[i]))));
      knobs[i].setAttribute('aria-valuenow', String(line()[i]));
      if (fields[i] && document.activeElement !== fields[i]) fields[i].value = String(line()[i]);
      if (!drawnOut()) return;
      (document.getElementById('five-run') as HTMLButtonElement).disabled = false;
      document.getElementById('five-first')?.remove();
    };
    const svg = s('svg', { viewBox: '0 0 360 268', class: 'chart', ...(fixed ? { role: 'img' } : { role: 'group' }), 'aria-label': label(r) }, axes(), r && band(r),
      mine, knobs, r && [s('polyline', { points: points(r.success), class: 'real' }), r.success.map((n, i) => s('circle', { cx: x(i), cy: y(n), r: 5, class: 'now' })),
        r.also && [s('polyline', { points: points(r.also), class: 'also' }), also(r.also)]]);
    if (fixed) return svg;
    drag(svg, knobs, put);
    return [svg, h('details', { class: 'typed' }, h('summary', {}, t('five.type')), () => {
      fields = line().map(field);
      return h('div', {}, fields.map((e, i) => h('label', {}, h('span', {}, i === 0 || i === 4 ? end(i) : i + 1), e)));
    })];
  }

  // Its name, at an end of it, above or below: where it is farthest from all lines.
  function also(list: number[]): Child {
    const text = word('also');
    const wide = 8 * text.length;
    const at = (values: number[], px: number) => {
      const f = Math.min(4, Math.max(0, ((px - x(0)) / (x(4) - x(0))) * 4));
      const i = Math.min(3, Math.floor(f));
      return y(values[i] + (f - i) * (values[i + 1] - values[i]));
    };
    const lines = [line(), list, seen.get(now.id)!.success];
    const places = [0, 4].flatMap((i) => [-10, 20].map((off) => ({ i, top: y(list[i]) + off }))).filter(({ top }) => top > TOP + 12 && top < FLOOR - 4);
    const room = ({ i, top }: { i: number; top: number }) => Math.min(...lines.flatMap((values) => [0, 0.25, 0.5, 0.75, 1].map((part) =>
      Math.abs(at(values, x(i) + (i ? -1 : 1) * part * wide) - (top - 5)))));
    const best = places.reduce((a, b) => (room(b) > room(a) ? b : a), places[0] ?? { i: 0, top: y(list[0]) - 10 });
    return s('text', { x: x(best.i), y: best.top, class: `also-text${best.i ? ' last' : ''}` }, text);
  }

  function drag(svg: SVGSVGElement, knobs: SVGGElement[], put: (i: number, n: number) => void): void {
    let held = -1;
    const place = (event: PointerEvent) => {
      const box = svg.getBoundingClientRect();
      const [px, py] = [((event.clientX - box.left) / box.width) * 360, ((event.clientY - box.top) / box.height) * 268];
      return { i: Math.min(4, Math.max(0, Math.round(((px - x(0)) / (x(4) - x(0))) * 4))), n: ((FLOOR - py) / (FLOOR - TOP)) * 100 };
    };
    svg.addEventListener('pointerdown', (event) => {
      const { i, n } = place(event);
      held = i;
      svg.setPointerCapture(event.pointerId);
      knobs[i].focus({ preventScroll: true });
      put(i, n);
    });
    svg.addEventListener('pointermove', (event) => { if (held >= 0) put(held, place(event).n); });
    svg.addEventListener('pointerup', () => { held = -1; });
    svg.addEventListener('pointercancel', () => { held = -1; });
    knobs.forEach((knob, i) => knob.addEventListener('keydown', (event) => {
      const step: Record<string, number> = { ArrowUp: 5, ArrowDown: -5, PageUp: 20, PageDown: -20 };
      if (event.key in step) put(i, line()[i] + step[event.key]);
      else if (event.key === 'Home' || event.key === 'End') put(i, event.key === 'Home' ? 0 : 100);
      else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') knobs[i + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }));
  }

  const axes = (): Child => [[0, 25, 50, 75, 100].map((n) => [s('line', { x1: LEFT, x2: RIGHT, y1: y(n), y2: y(n), class: n ? 'grid' : 'axis' }),
    s('text', { x: LEFT - 8, y: y(n) + 5, class: 'tick-y' }, n)]),
  s('text', { x: LEFT, y: FLOOR + 26, class: 'x-end' }, end(0)), s('text', { x: RIGHT, y: FLOOR + 26, class: 'x-end last' }, end(4)),
  s('text', { x: (LEFT + RIGHT) / 2, y: FLOOR + 46, class: 'x-name' }, word('x'))];

  // Where two bands do not meet, chance makes such a difference less than once in twenty times: the same networks are at
  // each point, so that only those count which succeed at one of two points. Of the ends and the top, the widest.
  function halfOf(each: Float32Array[], success: number[]): number {
    const top = success.indexOf(Math.max(...success));
    const margin = (i: number, j: number) => 1.96 * Math.sqrt(each[i].reduce((n, v, k) => n + Number(v > 0 !== each[j][k] > 0), 0));
    return Math.max(margin(0, 4), margin(0, top), margin(top, 4), 1) / 2;
  }

  function band({ success: list, half }: Seen): Child {
    const edge = (sign: number) => list.map((n, i) => `${x(i)},${y(n + sign * half)}`);
    return s('polygon', { points: [...edge(1), ...edge(-1).reverse()].join(' '), class: 'band' });
  }

  function label(r: Seen | undefined): string {
    const list = (name: string, values: number[]) => `${name}: ${values.join(', ')}.`;
    return [list(t('five.yours'), line()), r && list(t('five.real'), r.success), r?.also && list(word('also'), r.also)].filter(Boolean).join(' ');
  }

  // ---- what was drawn, what came out ----

  function shape({ success: list, half }: Seen): Shape {
    const clear = 2 * half; // where bands do not meet
    const top = Math.max(...list);
    const at = list.indexOf(top);
    if (at > 0 && at < 4 && top - list[0] > clear && top - list[4] > clear) return 'hump';
    return list[4] - list[0] > clear ? 'up' : list[0] - list[4] > clear ? 'down' : 'no';
  }

  // A top that is clear on one side, and by half as much on the other, is to be seen, though that step may be chance.
  function nearly({ success: list, half }: Seen): Shape | null {
    const top = Math.max(...list);
    const [least, most] = [list[0], list[4]].sort((a, b) => a - b);
    return top - most > half && top - least > 2 * half ? 'hump' : null;
  }

  // May the difference that the right answer rests on be chance? Of a rise to a top: the lower end and the top; else the ends.
  // Points have numbers, as all sliders have no words between their ends.
  function chance(r: Seen): string {
    const list = r.success;
    const ends = [0, 4].sort((i, j) => list[i] - list[j]);
    const [i, j] = shape(r) === 'hump' ? [ends[0], list.indexOf(Math.max(...list))].sort((p, q) => p - q) : [0, 4];
    if (list[i] === list[j]) return '';
    const top = list.indexOf(Math.max(...list));
    // What falls a little after its top is called a rise: the fall is too small to count.
    const falls = shape(r) === 'up' && list[4] < list[top];
    return t(falls ? 'five.clear.fall' : Math.abs(list[i] - list[j]) > 2 * r.half ? 'five.clear' : 'five.meet', { a: i + 1, n: list[i], b: j + 1, m: list[j], c: top + 1 });
  }

  function outcome(r: Seen): Child {
    const answers: [Shape, string][] = [['up', t('five.up')], ['down', t('five.down')], ['hump', t('five.hump')], ['no', t('five.no')]];
    const answer = said.get(now.id) ?? null;
    const next = paradoxes[paradoxes.indexOf(now) + 1];
    return [h('ul', { class: 'key key-of-lines' }, h('li', { class: 'k drawn' }, t('five.yours')), h('li', { class: 'k real' }, t('five.real')),
      r.also && h('li', { class: 'k also' }, word('also.key'))),
      saw('five-saw', t(answer !== null || r.half < THIN ? 'five.saw.short' : 'five.saw'), answers, shape(r), answer, (v) => { said.set(now.id, v); seenNow(r); }, { near: nearly(r) }),
      answer !== null && h('p', { id: 'five-chance' }, chance(r)),
      answer !== null && sentence(`five.${now.id}.sentence` as Word, now.rests),
      answer !== null && h('div', { class: 'row' }, next ? button('five-next', t('five.next'), () => turnTo(next.id), { class: 'main' })
        : stage.has('six') && button('five-on', t('on', { name: t('six.name') }), () => stage.go('six'), { class: 'main' })),
      answer !== null && which === 'population' && h('details', {}, h('summary', {}, t('four.why.ask')), h('p', {}, t('five.why')))];
  }

  // The lines stay: what is said of them is another.
  function seenNow(r: Seen): void {
    place.querySelector('figcaption')!.textContent = t(caption());
    redraw(place.querySelector('.panel')!, outcome(r));
  }

  function caption(): Word {
    const r = seen.get(now.id);
    return !r ? 'five.draw' : r.half < THIN ? 'five.of' : said.has(now.id) ? 'five.of.seen' : 'five.of.band';
  }

  function turnTo(id: Id): void {
    now = paradoxes.find((p) => p.id === id)!;
    show();
    toTop(place);
  }

  function show(): void {
    const r = seen.get(now.id);
    const tabs = choose<Id>('five', t('five.name'), paradoxes.map((p) => [p.id, t(`five.${p.id}.name` as Word)]), now.id, turnTo);
    tabs.classList.add('tabs');
    redraw(place, h('h1', { tabindex: -1 }, word('ask')), tabs,
      h('div', { class: 'split paradox' }, h('figure', {}, h('figcaption', {}, t(caption())), chart()),
        h('div', { class: 'panel' }, r ? outcome(r) : [button('five-run', busy ? t('four.busy') : t('five.run'), run, { class: 'main', disabled: busy || !drawnOut(),
          'aria-describedby': 'five-first' }), !drawnOut() && h('p', { id: 'five-first', class: 'law' }, t('five.first'))])));
  }

  async function run(): Promise<void> {
    const mine = ++turn;
    const p = now;
    busy = true;
    show();
    const arms = [...p.at.map((v) => p.arm(v)), ...(p.without ? [p.without] : [])];
    const columns = ['success', ...(p.also ? [p.also] : [])];
    const seats = arms.flatMap((_, arm) => Array.from({ length: 100 }, (_s, replicate) => ({ replicate, arm })));
    const ends = await stage.engine.ask('ends', { which, seed: stage.seed, arms, seats, columns });
    await pictured(); // the lines are drawn in a task of their own
    if (mine !== turn) return;
    const of = (column: Float32Array) => arms.map((_, i) => Math.round(column.slice(100 * i, 100 * i + 100).reduce((a, b) => a + b, 0)));
    const [success, none] = [of(ends[0]).slice(0, p.at.length), of(ends[0])[p.at.length]];
    seen.set(p.id, { success, also: p.without ? p.at.map(() => none) : ends[1] ? of(ends[1]) : null, half: halfOf(p.at.map((_, i) => ends[0].slice(100 * i, 100 * i + 100)), success) });
    busy = false;
    stage.say(place, label(seen.get(p.id)));
    show();
    toTop(place);
  }

  return {
    name: 'five.name',
    votes: () => [t('five.vote.up'), t('five.vote.down'), t('five.vote.hump'), t('five.vote.no')], // short: all four in one line
    draw(where) {
      place = where;
      if (seed !== stage.seed) {
        turn++;
        [seed, busy] = [stage.seed, false];
        drawn = new Map(paradoxes.map((p) => [p.id, [50, 50, 50, 50, 50]]));
        [touched, seen, said] = [new Map(), new Map(), new Map()];
      }
      show();
    },
  };
}
