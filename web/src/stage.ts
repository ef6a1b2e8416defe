// stage.ts: what the scenes share: the lesson, the engine, the class number, and how a scene is drawn.
import type { Asker } from './engine';
import type { Lesson, Pack } from './pack';
import { h, onBeamer, toSight, type Child } from './dom';
import { differ, outcomes, withValue, type Lab, type Side } from './proof';
import { hundred, type Arm, type Seat } from './room';
import { claims, sideOf, turnOf, type Claim } from './claims';
import { known, language, t, type Word } from './words';
import type { Which } from './worker';

const HUNDRED = 100;

export interface Stage {
  lesson: Lesson;
  engine: Asker;
  seed: number; // of the class
  typed: boolean; // a class number was, be it that of who types none
  own: number | null; // of the hundred, whose dot is one's own
  go(scene: string): void;
  anew(): void; // the lesson, as if nothing had been played; with the number of the class
  has(scene: string): boolean;
  next?: Word; // what scene 2 goes on to, in a network of one's own
  say(place: HTMLElement, text: string): void; // to who does not see the picture, while that scene is shown
}

export interface Scene {
  name: Word; draw(place: HTMLElement): void; leave?(): void; key?(key: string): boolean;
  votes?(): string[]; // what a class can bet on
  round?(): number; // of bets: another has hands of its own
  fixed?(): boolean; // is the bet made? What was counted is to be read then, no more to be added to
  asks?(): Word; // what whoever teaches asks at this step
}

// The number of who types none.
export const usual = (lesson: Lesson): number => lesson.table.words?.number ?? lesson.table.seed;

export const inClass = (stage: Stage): boolean => stage.typed;

export const packOf = (stage: Stage, which: Which): Pack =>
  (which === 'population' ? stage.lesson.population : undefined) ?? stage.lesson.table;

// Lives of the table: networks of a scenario that reads one from a file, as its runs are; where the scenario
// makes its networks, futures of the first of them.
export function lives(stage: Stage, n: number, first = 0, arm = 0): Seat[] {
  const own = stage.lesson.table.labels.length > 0;
  return Array.from({ length: n }, (_, i) => (own ? { replicate: first + i, arm } : { replicate: 0, future: first + i, arm }));
}

// Of each arm, which of the hundred (or of the first n) succeed: the same, with the same chances.
export async function successes(stage: Stage, arms: Arm[], which: Which = 'table', n = 100): Promise<Float32Array[]> {
  const other = which === 'population' && stage.lesson.population;
  const seats = arms.flatMap((_, arm) => (which === 'table' ? lives(stage, n, 0, arm) : hundred(arm, n)));
  const [all] = await stage.engine.ask('ends', { which: other ? 'population' : 'table', seed: stage.seed, arms, seats, columns: ['success'] });
  return arms.map((_, i) => all.slice(n * i, n * i + n));
}

// What a member is called; on a drawing, in few letters; within a sentence, with its article.
export function member(pack: Pack, i: number, as?: 'short' | 'the'): string {
  const label = pack.labels[i] ?? '';
  const words = pack.words?.members?.[label];
  return (as && words?.[as]?.[language()]) || words?.[language()] || words?.en || label || t('seat.number', { n: i + 1 });
}

export const titleOf = (pack: Pack): string | undefined => pack.words?.title?.[language()] ?? pack.words?.title?.en ?? pack.title;

export const remedy = (stage: Stage, id: string): string =>
  stage.lesson.interventions[id]?.[language()] ?? id;

export function button(id: string, text: Child, click: (event: MouseEvent) => void, props: Record<string, unknown> = {}): HTMLButtonElement {
  return h('button', { type: 'button', id, onclick: click, ...props }, text);
}

// Choose one of a few: buttons of which one is pressed.
export function choose<T extends string>(id: string, label: string, options: [T, Child][], chosen: T | null,
  pick: (value: T) => void, fixed = false): HTMLElement {
  return h('div', { class: 'choose', role: 'group', 'aria-label': label }, options.map(([value, text]) =>
    button(`${id}-${value}`, text, () => { if (!fixed) pick(value); },
      { 'aria-pressed': chosen === value ? 'true' : 'false', disabled: fixed && chosen !== value })));
}

// "What did you see?": three answers, held against the run. On a beamer one looks on at what it comes to.
export function saw<T extends string>(id: string, ask: string, options: [T, string][], truth: T, said: T | null,
  pick: (value: T) => void, { asked = true, then = '.sentence', near = null as T | null } = {}): HTMLElement {
  return h('section', { class: 'saw' }, asked && h('h2', {}, ask),
    choose(id, ask, options, said, (value) => { pick(value); toSight(document.querySelector('main')!, onBeamer() ? then : '.saw .verdict', '.saw .verdict'); }, said !== null),
    said !== null && h('p', { class: said === truth || said === near ? 'verdict yes' : 'verdict' },
      said === truth ? t('right') : said === near ? t('five.near') : `${t('wrong')} “${options.find(([v]) => v === truth)?.[1]}”.`));
}

// The sentence to take home, and what it rests on; without a claim that holds there is none.
export function sentence(key: Word, rests: string[], after: Child = null): HTMLElement | null {
  const found = claims.filter((c) => rests.includes(c.id));
  if (found.length < rests.length) return null;
  return h('section', { class: 'sentence' }, h('blockquote', {}, t(key)), after,
    h('details', {}, h('summary', {}, t('rests')), h('ul', {}, found.map((c) => h('li', {},
      proven(c), turner(c)))), h('p', {}, t('rests.model'))),
    inClass(stageNow!) && h('p', { class: 'look' }, t('look')));
}

// What came of the experiment, in a sentence: {d} more or {less} fewer of a hundred, or {share} of a hundred, which was held against a share.
function proven(c: Claim): string {
  const text = t(`proof.${c.id}` as Word, { d: '{d}', less: '{less}', share: '{share}' });
  const number = (x: number) => Math.abs(Math.round(100 * (text.includes('{share}') ? (sideOf(c).less.value ?? 0) + x : text.includes('{less}') ? -x : x)));
  const [low, high] = [number(c.low), number(c.high)].sort((a, b) => a - b);
  return t('rests.line', { networks: c.networks, what: text.replace(/\{\w+\}/, String(number(c.difference))), low, high });
}

// A lab of the networks that claims are about.
export function labOf(stage: Stage, which: Which): Lab {
  const { seed } = stage;
  return { pack: packOf(stage, which), causes: stage.lesson.causes, run: (arms, seats, watch) => stage.engine.ask('run', { which, seed, arms, seats, watch }),
    ends: (arms, seats, columns) => stage.engine.ask('ends', { which, seed, arms, seats, columns }) };
}

// The one assumption that turns a claim round, as a slider: the same two sides on the same hundred networks. Where none is
// known it says so.
function turner(claim: Claim): Child {
  const turn = turnOf(claim);
  const stage = stageNow!;
  if (!turn) return h('p', { class: 'law' }, t('turn.unknown'));
  const { more, less, least } = sideOf(claim);
  const half = less.value !== undefined; // what it is held against
  const then = h('span', {}, t('turn.now'));
  const round = h('span', {});
  // How many, or how many more.
  const number = (x: number): string => {
    if (half) return t('hundred', { n: Math.round(100 * (less.value! + x)) });
    const n = Math.round(100 * x);
    const way = n > 0 ? 'turn.more' : 'turn.less';
    return n === 0 ? t('turn.none') : t(known(`${way}.${claim.id}`) ? `${way}.${claim.id}` as Word : way, { n: Math.abs(n) });
  };
  const out = h('output', { for: `turn-${claim.id}` }, number(claim.difference));
  let asked = 0;
  const slider = h('input', { type: 'range', id: `turn-${claim.id}`, min: 0, max: 4, value: 0, onchange: async () => {
    const mine = ++asked;
    const lab = labOf(stage, stage.lesson.population ? 'population' : 'table');
    const at = (side: Side) => withValue(side, turn.field, turn.from + (Number(slider.value) / 4) * (turn.to - turn.from));
    const d = differ(await outcomes(lab, HUNDRED, at(more)), await outcomes(lab, HUNDRED, at(less)));
    if (mine !== asked) return;
    out.textContent = Number.isNaN(d.mean) ? '–' : number(d.mean);
    then.textContent = t(slider.value === '0' ? 'turn.now' : 'turn.then');
    const none = !half && Math.round(100 * d.mean) === 0; // neither flips nor holds
    round.textContent = slider.value === '0' || none || Number.isNaN(d.mean) ? '' : t(d.mean < Math.min(0, least) ? 'turn.round' : 'turn.holds');
  } });
  return h('div', { class: 'turn' }, h('label', { for: `turn-${claim.id}` }, t(`turn.${claim.id}` as Word)), slider,
    h('p', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, t(`turn.as.${claim.id}` as Word)), h('span', {}, t(`turn.far.${claim.id}` as Word))), h('p', { role: 'status' }, then, ' ', out, ' ', round));
}

// With its sign; what rounds to nothing has none.
export const points = (x: number): string => {
  const n = Math.abs(100 * x).toFixed(0);
  return n === '0' ? n : `${x < 0 ? '−' : '+'}${n}`;
};

let stageNow: Stage | null = null;
export const enter = (stage: Stage) => { stageNow = stage; };
