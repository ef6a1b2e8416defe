// four.ts: you are the coach: four blocks of half a year on a time line, then the same futures without you; a step a screen.
import { claims, sideOf } from './claims';
import { decode, encode } from './code';
import { bar, drawn, h, inPieces, onBeamer, patch, redraw, s, toSight, toTop, type Child } from './dom';
import { glyph, grid, type Glyph } from './dots';
import { helpSign, timeline, type Block, type Came } from './help';
import type { Intervention } from './pack';
import { armOf as sideArm } from './proof';
import { placed, type Arm } from './room';
import { broad, onBroad } from './seats';
import { signs } from './start';
import { YEAR } from './future';
import { bondsOf, chairsOf, follow, IN_LISTS, MET, NET, tableOf, tell, type Story } from './story';
import { button, choose, inClass, lives, remedy, saw, sentence, successes, type Scene, type Stage } from './stage';
import { trail } from './trail';
import { lettersField } from './typed';
import { known, language, series, t, type Word } from './words';
import type { Which } from './worker';

type Guess = 'better' | 'same' | 'worse';
type Fate = 'saved' | 'lost' | 'anyway' | 'not';
type Step = 'need' | 'plan' | 'bet' | 'once' | 'hundred' | 'rows' | 'each' | 'say';
type Column = [name: string, word: Word, sign: 1 | -1];
interface Pair { n: number; saved: number; lost: number } // of a hundred: how many succeed, and against another hundred
// Of help and the same without it, in a hundred. Where that is no chance, through what: so many are lost where help takes
// no time from the work, or these rose or fell in the runs that end otherwise; none: they do not show it. Where it may be
// chance: what it gave all the same. And what is left of the plan without it, against no help at all.
interface Turned { saved: number; lost: number; why?: { free: number } | Gave; rest?: Pair }
interface Gave { list: Word[]; alone: boolean } // alone: it is surely more than each of the others

const STEPS: Step[] = ['need', 'plan', 'bet', 'once', 'hundred', 'rows', 'each', 'say'];
const ENDS: Glyph[] = ['gone', 'alive', 'part', 'won']; // worst first
const KINDS: Fate[] = ['saved', 'lost', 'anyway', 'not'];
const BLOCKS = 4;
const HALF = 6; // months
const TRIED = 200; // plans at random, so many at a time …
const AT_ONCE = 5;
const MANY = 40; // … where there are not more members: it would take too long
const CLOSE = 3; // of a hundred: less, one or two, is as good as the same
const GIVES = 0.02; // of what is needed: less is nothing to speak of
const TAKES = 0.04;
const ENOUGH = 0.9; // of what is needed: nearly all of it is there
const SURE = 3; // standard errors: of eleven things that may differ, the largest does so by luck alone once or twice in a hundred
const FEW = 4; // runs: fewer say nothing of a mean
const NO_TIME = { 'attention.levers': 0 }; // taken from the work by help
// What help can give beside what members need: what a network needs, and fewer quarrels.
const ALSO: Column[] = [...NET.map((m): Column => [m, m, 1]), ['conflict.share', 'met.peace', -1]];
const GIVEN: Column[] = [...MET.map((m): Column => [m, IN_LISTS[m] ?? m, 1]), ...ALSO];

interface Results {
  without: Story; with: Story;
  before: Float32Array; after: Float32Array; left: number; // success of each future; how many with all help that can still be given
  fates: Fate[];
  each?: Turned[]; // of each block
  whole?: Turned; // of all of them
  elsewhere?: { saved: number; lost: number };
  shifted?: (Pair & { later: boolean }) | undefined; // the same plan half a year later, or earlier
  timing?: (Pair & { early: number }) | null | undefined; // fixed structures in year two, against at once; null: this table is too short for both
  changed?: number[] | undefined; // of each of GIVEN, how much more of it there is when the help ends
  all?: Pair; // all kinds of help from the first month on, against none
  tried: number; best: number; // of plans at random
}

export function four(stage: Stage): Scene {
  const pack = stage.lesson.table;
  const hand = pack.hand;
  const last = Math.floor(pack.horizon / HALF);
  // Alone one looks for a year and then plans; a class, which has no time for that, plans from the start.
  const from = () => (inClass(stage) ? 1 : 3);
  const halves = () => Array.from({ length: Math.max(0, last - from() + 1) }, (_, i) => i + from());
  let place: HTMLElement;
  let story: Story | null = null;
  let gains: number[][] | null = null; // of each kind of help, of each of GIVEN: how much more of it there is after half a year
  let had: number[] | null = null; // of each of GIVEN, how much there is then without help
  let asked = -1;
  let alone = true; // when it was asked
  let plan: Block[] = [];
  let bet: Guess | null = null;
  let busy = false;
  let results: Results | null = null;
  let step: Step = 'plan';
  let far = 0; // the furthest step there has been
  let open = 0; // the kind of help whose half years are shown, where there is no room for all
  let helped = true; // of the two tables the one with help, where there is room for one
  let said: string | null = null;
  let turn = 0;
  let round = 0; // of bets in a class
  let searching = false;
  let searched: Results | null = null; // of all that comes before, it has the rest

  onBroad(() => { if (place?.isConnected) show(); });

  const months = (block: Block) => (block.half - 1) * HALF + 1;
  const armOf = (blocks: Block[]): Arm => ({ use: blocks.map((b) => placed(hand[b.remedy], months(b), HALF)) });
  // Whole days, as its card says: sums are of those, so that whoever adds them up finds the same.
  const daysOf = (v: Intervention) => Math.round(HALF * (v.cost + v.costPerMember * story!.members));
  const sum = (list: Float32Array) => list.reduce((a, b) => a + b, 0);
  const count = (fates: Fate[], fate: Fate) => fates.filter((f) => f === fate).length;
  const against = (before: ArrayLike<number>, after: ArrayLike<number>): Fate[] => Array.from(before, (x, i) =>
    (x > 0 ? (after[i] > 0 ? 'anyway' : 'lost') : after[i] > 0 ? 'saved' : 'not'));

  // ---- steps ----

  const steps = () => (inClass(stage) || story!.months < 1 ? STEPS.slice(1) : STEPS);
  const last_ = () => (results === null ? (plan.length > 0 ? 'bet' : 'plan') : said === null ? 'hundred' : 'say'); // how far one may go
  const within = (x: Step) => STEPS.indexOf(x) <= Math.min(STEPS.indexOf(last_()), far);

  function turnTo(to: Step): void {
    step = to;
    far = Math.max(far, STEPS.indexOf(to));
    show();
    toTop(place);
  }

  const here = () => trail('four-step', steps(), (x) => `four.step.${x}` as Word, step, turnTo, within);

  const on = (id: string, to: Step, text: Word, off = false): Child => button(id, t(text), () => turnTo(to), { class: 'main', disabled: off });

  // ---- planning ----

  function tap(block: Block): void {
    const at = plan.findIndex((b) => b.remedy === block.remedy && b.half === block.half);
    if (at >= 0) plan.splice(at, 1);
    else if (plan.length < BLOCKS) plan.push(block);
    replan();
  }

  const has = (r: number, half: number) => plan.some((b) => b.remedy === r && b.half === half);

  const line = (came?: (b: Block) => Came) => timeline(inOrder(), { names: hand.map((v) => v.name), last, from: from(), over: t('four.over'), year: (n) => t('four.year', { n }),
    label: `${t('four.plan')}: ${inOrder().map(blockName).join(' · ')}`, ...(came ? { came } : {}) });

  // Cells stay: they only say anew whether they are in the plan.
  function replan(): void {
    hand.forEach((_, r) => {
      halves().forEach((half) => {
        const cell = document.getElementById(`cell-${r}-${half}`) as HTMLButtonElement | null;
        cell?.setAttribute('aria-pressed', has(r, half) ? 'true' : 'false');
        if (cell) cell.disabled = !has(r, half) && plan.length === BLOCKS;
      });
      const chips = document.getElementById(`chips-${r}`);
      if (chips && chips.textContent !== chosen(r)) chips.textContent = chosen(r);
    });
    const line_ = place.querySelector('.timeline');
    if (line_) patch(line_, line());
    const bar_ = place.querySelector('.begin');
    if (bar_) redraw(bar_, going());
    const letters_ = place.querySelector('.letters');
    if (letters_) letters_.replaceWith(letters() as Node);
  }

  function budget(): string {
    const days = daysFor(plan);
    return days ? t('four.days', { n: days, each: Math.round(days / story!.members) }) : '';
  }

  const chosen = (r: number) => halves().filter((half) => has(r, half)).join(' · ');

  // All kinds of help with their half years; on a phone those of one of them.
  function planner(): HTMLElement {
    const wide = broad.matches;
    const title = (v: Intervention, r: number): Child => [helpSign(v.name, r), h('span', {}, remedy(stage, v.name)), h('b', { id: `chips-${r}` }, chosen(r))];
    const plan_ = h('div', { class: 'plan', role: 'group', 'aria-label': t('four.plan') }, hand.map((v, r) => () => h('div', { class: wide || r === open ? 'remedy' : 'remedy shut' },
      wide ? h('div', { class: 'helper' }, title(v, r)) : button(`help-${r}`, title(v, r), () => unfold(r), { class: 'helper', 'aria-expanded': r === open ? 'true' : 'false' }),
      about(r), h('div', { class: 'cells' }, (!wide || r === 0) && h('small', { 'aria-hidden': 'true' }, t('four.half')), halves().map((half) => button(`cell-${r}-${half}`, half, () => tap({ remedy: r, half }), { 'aria-pressed': has(r, half) ? 'true' : 'false',
        'aria-label': t('four.cell', { name: remedy(stage, v.name), half }), disabled: !has(r, half) && plan.length === BLOCKS }))))));
    plan_.style.setProperty('--halves', String(halves().length));
    plan_.style.setProperty('--row', String(Math.ceil(halves().length / 2)));
    return plan_;
  }

  function unfold(r: number): void {
    open = r;
    place.querySelectorAll('.remedy').forEach((e, i) => {
      e.classList.toggle('shut', i !== r);
      e.querySelector('.helper')!.setAttribute('aria-expanded', i === r ? 'true' : 'false');
    });
    if (!broad.matches) toSight(place, '.remedy:not(.shut)'); // and not below what stands at the foot of the screen
  }

  // What there is more or less of after half a year of it, most first.
  const sortedBy = (r: number) => GIVEN.map(([name, word], i) => ({ name, word, n: gains?.[r][i] ?? 0, had: had?.[i] ?? 0 })).sort((a, b) => b.n - a.n);
  // The most, and what is short.
  const giving = (r: number) => sortedBy(r).filter(({ n }) => n >= GIVES).filter(({ name }, i) => i < 2 || name === lacking());

  // What a kind of help is, what there is more of at once, what less, and the days it takes.
  function about(r: number): HTMLElement {
    const key = `help.${hand[r].name}`;
    const given = giving(r);
    const taken = sortedBy(r).reverse().filter(({ name, n }) => n <= -TAKES && name !== 'met.time').slice(0, 2);
    const list = (those: typeof given) => series(those.map(({ word }) => t(word)));
    return h('small', { class: 'about' }, known(key) && t(key), gains && h('em', {}, ' ', given.length > 0 ? t('four.gives', { list: list(given) }) : t('four.gives.none', { n: from() }),
      given.length > 0 && given.every((x) => x.had >= ENOUGH) && ` ${t('four.gives.had')}`),
      taken.length > 0 && h('em', {}, ' ', t('four.takes', { list: list(taken) })), ' ', t('four.takes.days', { n: daysOf(hand[r]) }));
  }

  // Of what there is more and less than without the plan, once its help is over.
  function changes(by: number[]): Child {
    const sorted = GIVEN.map(([, word], i) => ({ word, n: by[i] })).sort((a, b) => b.n - a.n);
    const list = (those: typeof sorted) => series(those.slice(0, 3).map(({ word }) => t(word)));
    const [more, less] = [sorted.filter(({ n }) => n >= GIVES), sorted.reverse().filter(({ n }) => n <= -GIVES)];
    if (more.length + less.length === 0) return h('p', {}, t('four.change.none'));
    const row = (word: Word, those: typeof sorted) => those.length > 0 && h('div', {}, h('dt', {}, t(word)), h('dd', {}, list(those)));
    return h('dl', { class: 'links' }, row('four.change.more', more), row('four.change.less', less));
  }

  // Half a year of each kind of help, from the first month that can be planned, on a hundred futures.
  async function listGains(): Promise<void> {
    if (story!.members > MANY) return;
    const mine = turn;
    const first = (from() - 1) * HALF + 1;
    const arms: Arm[] = [{ use: [] }, ...hand.map((v) => ({ use: [placed(v, first, HALF)] }))];
    const watch = { every: first + HALF - 1, columns: GIVEN.map(([name]) => name) };
    const mean: number[][] = [];
    for (const arm of arms) { // one after the other: all seven at once take long to receive
      const tracks = await stage.engine.ask('run', { which: 'table', seed: stage.seed, arms: [arm], seats: lives(stage, 100), watch });
      if (mine !== turn) return;
      mean.push(GIVEN.map(([m, , sign]) => sign * sum(Float32Array.from(tracks, (x) => (x.at.length > 1 ? x.value[m][1][0] : 0))) / 100));
    }
    gains = mean.slice(1).map((those) => those.map((x, i) => x - mean[0][i]));
    had = mean[0].map((x, i) => (GIVEN[i][2] < 0 ? 1 + x : x));
    await drawn();
    if (mine !== turn) return;
    place.querySelectorAll('.remedy .about').forEach((e, r) => e.replaceWith(about(r)));
    const from_ = place.querySelector('.met .from');
    if (from_) from_.textContent = sources(lacking());
  }

  // A class reads its plan aloud at any step.
  const letters = (): Child => inClass(stage) && h('p', { class: 'law letters' }, plan.length > 0 && [t('four.code'), ' ', h('b', { class: 'code' }, encode(plan))]);

  // The plan in letters, to read aloud; and somebody else's.
  function codes(): HTMLElement {
    const mine = h('b', { class: 'code' }, plan.length > 0 && encode(plan));
    const { row, trouble } = lettersField('four-code', 'four.code.other', 'four.code.none', (code) => {
      const back = decode(code, hand.length);
      if (!Array.isArray(back)) return back;
      if (back.some((b) => b.half > last)) return t('four.code.none');
      if (back.some((b) => b.half < from())) return t('four.code.early');
      plan = back;
      mine.textContent = encode(plan);
      replan();
      round++; // other hands go up for it
      if (onBeamer()) toSight(place, '#four-code-trouble');
      return t('four.code.taken');
    });
    return h('details', {}, h('summary', {}, t('four.share')), step === 'bet' && !inClass(stage) && h('p', {}, t('four.code'), ' ', mine), row, trouble);
  }

  type Need = typeof MET[number] | typeof NET[number];
  const metAt = (m: Need) => Math.min(1, Math.max(0, story!.track.value[m][Math.min(YEAR, story!.months)][0]));
  const lacking = () => MET.reduce((a, m) => (metAt(m) < metAt(a) ? m : a));

  function shortage(): HTMLElement {
    const least = lacking();
    const row = (m: Need, more: Word | null = null) => h('div', { class: m === least ? 'least' : '' }, h('dt', {}, t(m), more && h('small', {}, ' ', t(more))), h('dd', {}, bar(metAt(m))));
    const net = () => NET.map((m) => row(m, `about.${m}` as Word));
    return h('section', { class: 'met' }, h('dl', { class: 'links' }, inPieces(MET, 4, (m) => row(m)),
      broad.matches && (() => [h('div', { class: 'note' }, h('dt', {}, t('four.met.net')), h('dd', {})), net()])),
    h('p', {}, h('b', {}, t('four.short', { n: Math.min(YEAR, story!.months), what: t(least) })), ' ', h('span', { class: 'from' }, gains && sources(least))),
    !broad.matches && h('details', {}, h('summary', {}, t('four.met.net.fold')), h('dl', { class: 'links' }, net)));
  }

  // Which kinds of help give what is short.
  function sources(need: typeof MET[number]): string {
    const i = MET.indexOf(need);
    const those = hand.map((v, r) => ({ v, n: gains![r][i] })).filter(({ n }) => n >= GIVES).sort((a, b) => b.n - a.n).slice(0, 2);
    const none = `four.short.none.${need.slice(4)}`;
    if (those.length > 0) return t('four.short.from', { list: series(those.map(({ v }) => remedy(stage, v.name))) });
    // What is low and one of them does give, as its card says.
    const given = hand.flatMap((_, r) => giving(r).map(({ name }) => name));
    const other = [...MET, ...NET].sort((a, b) => metAt(a) - metAt(b)).filter((m) => given.includes(m)).slice(0, 2)
      .sort((a, b) => Number(a in IN_LISTS) - Number(b in IN_LISTS)); // what has a verb comes last
    return [t(known(none) ? none : 'four.short.none'), other.length > 0 && t('four.short.other', { list: series(other.map((m) => t(IN_LISTS[m] ?? m))) })].filter(Boolean).join(' ');
  }

  // What partners lack after a year; with the table beside it, where there is room.
  function needing(): Child {
    const month = Math.min(YEAR, story!.months);
    const when = t('two.month', { n: month });
    const go = h('div', { class: 'row' }, on('four-plan', 'plan', 'four.on.plan'));
    return h('div', { class: 'split' }, h('figure', {}, tableOf(story!, month, broad.matches, when), broad.matches && [h('figcaption', { class: 'clock' }, when), signs]),
      h('div', { class: 'panel' }, shortage(), go, !broad.matches && signs));
  }

  const words = (): HTMLElement => h('details', {}, h('summary', {}, t('four.words')), h('ul', {}, [...MET, ...NET, 'met.peace' as const].map((m) => h('li', {}, h('b', {}, t(m)), ' – ', t(`about.${m}` as Word)))));

  const planning = (): Child => [line(), inClass(stage) && h('p', { class: 'law' }, t('four.class')), planner(),
    h('div', { class: 'begin' }, going()), letters(), words, codes];

  const going = (): Child => [h('div', { class: 'row' }, on('four-bet', 'bet', 'four.on.bet', plan.length === 0),
    h('span', { class: 'left', role: 'img', 'aria-label': t('four.left', { n: BLOCKS - plan.length }) }, Array.from({ length: BLOCKS }, (_, i) => h('i', { class: i < plan.length ? 'given' : '' }))))];

  // A picture, and beside it, where there is room, what belongs to it.
  const beside = (picture: Child, ...rest: Child[]): Child => h('div', { class: 'split' }, h('figure', {}, picture), h('div', { class: 'panel' }, rest));

  function betting(): Child {
    return beside([line(), letters(), h('ul', { class: 'blocks listed' }, inOrder().map((b) => h('li', {}, helpSign(hand[b.remedy].name, b.remedy), h('span', {}, blockName(b)))))], h('p', { class: 'law' }, budget()),
      h('div', { class: 'bet' }, wager()), results ? h('div', { class: 'row' }, button('four-again', t('four.again'), again)) : codes());
  }

  const wager = (): Child => [choose<Guess>('four-bet', t('four.bet'), [['better', t('four.better')], ['same', t('four.same')], ['worse', t('four.worse')]], bet, (g) => { bet = g; rewager(); }, results !== null),
    !results && button('four-run', busy ? t('four.busy') : t('four.run'), run, { class: 'main', disabled: bet === null || busy })];

  // All but the bet stays as it is.
  const rewager = () => redraw(place.querySelector('.bet')!, wager());

  // ---- outcome ----

  const ending = (s: Story): Glyph => {
    const value = (name: string) => s.track.value[name][s.months][0];
    return value('success') > 0 ? 'won' : value('goal_reached') > 0 ? 'part' : value('alive') > 0 ? 'alive' : 'gone';
  };

  function twin(s: Story, key: Word): HTMLElement {
    const end = ending(s);
    return h('figure', {}, broad.matches && h('h2', {}, t(key)), tableOf(s, s.months, false, `${t(key)}: ${t(`glyph.${end}` as Word)}`),
      h('figcaption', {}, h('p', {}, glyph(end, 24), ' ', t(`glyph.${end}` as Word)), h('small', {}, t('four.twin', { n: s.months, here: chairsOf(s, s.months).filter((c) => !c.empty).length, all: s.members, quarrels: bondsOf(s, s.months).filter((b) => b.quarrel).length }))));
  }

  // A share of a hundred, with a mark where it is without help.
  const barOf = (n: number, base: number): SVGSVGElement => {
    const svg = bar(n / 100);
    svg.append(s('line', { x1: base, x2: base, y1: 0, y2: 10, class: 'base', 'vector-effect': 'non-scaling-stroke' }));
    return svg;
  };

  const listed = (r: Results, list: [string, number, string][]): HTMLElement => h('dl', { class: 'links rows' }, list.map(([name, n, kind]) =>
    h('div', { class: kind }, h('dt', {}, name), h('dd', {}, barOf(n, sum(r.before)), h('b', {}, n)))));

  // Without help, with it, at another moment, with all of it.
  function told(r: Results): [string, number, string][] {
    const list: [string, number, string][] = [[t('four.nothing'), sum(r.before), ''], [t('four.yours'), sum(r.after), 'yours']];
    if (r.shifted) list.push([t(r.shifted.later ? 'four.later' : 'four.sooner'), r.shifted.n, '']);
    if (claims.some((c) => c.id === 'days')) list.push([allName(from(), halves().length), r.left, 'all']);
    return list;
  }

  // All kinds of help for so many half years: the days of all cards, times the half years.
  function allName(half: number, many: number): string {
    const each = daysFor(hand.map((_, remedy) => ({ remedy, half })));
    return t('four.all', { half, n: Math.round(many * each) });
  }

  const rows = (r: Results): HTMLElement => h('section', { id: 'four-rows' }, listed(r, r.tried > 0 ? [...told(r), [t('four.best', { n: r.tried }), r.best, '']] : told(r)));

  const blockName = (b: Block) => t('four.block', { name: remedy(stage, hand[b.remedy].name), half: b.half });

  // What became of a block in this future: it took hold, found nothing to do, or went wrong, and then how.
  function once(r: Results, b: Block): HTMLElement {
    const { kind, how } = onceOf(r, b);
    return h('li', {}, h('b', {}, blockName(b)), h('small', {}, how.length ? how.join(' ') : t(`four.${kind}`, { n: daysOf(hand[b.remedy]) })));
  }

  function onceOf(r: Results, b: Block): { kind: Came; how: string[] } {
    const levers = hand[b.remedy].effects.map(([field]) => field.replace('lever.', ''));
    const mine = r.with.track.events.filter((e) => e.month >= months(b) && e.month < months(b) + HALF &&
      levers.includes(stage.lesson.choices[e.kind]?.[0]?.[e.number[0]] ?? ''));
    const harms = mine.filter((e) => e.kind === 'lever.harms');
    const kind = harms.length > 0 ? 'harms' : mine.some((e) => e.kind === 'lever.works') ? 'works' : 'idle';
    const how = [...new Set(harms.flatMap((e) => {
      const side = stage.lesson.choices[e.kind][1][e.number[1]];
      const row = stage.lesson.told.find((s) => s.kind === e.kind && s.when.some(([k, word]) => k === 1 && word === side));
      return row ? [row.text[language()]] : [];
    }))];
    return { kind, how };
  }

  // What the same hundred are without it, and what the rest of the plan is worth where that is less than no help.
  function block(r: Results, b: Block, i: number): HTMLElement {
    const x = r.each?.[i];
    return h('li', { class: netOf(x) }, h('b', {}, blockName(b)), ' ', h('span', {}, x ? added(r, x, [b]) : t('four.busy')), x && aside(plan.length > 1 ? others(r, x) : reverse(r, x)));
  }

  const whole = (r: Results): HTMLElement => h('li', { class: netOf(r.whole) }, h('b', {}, t('four.whole')), ' ', h('span', {}, r.whole ? added(r, r.whole, plan) : t('four.busy')), r.whole && aside(reverse(r, r.whole)));

  const aside = (text: string): Child => text !== '' && h('span', {}, ' ', text);

  // One half year helps, and the rest of the plan alone does worse than no help.
  const others = (r: Results, x: Turned): string => (x.rest && netOf(x) === 'works' && x.rest.lost > x.rest.saved
    ? t(netOf(x.rest) === 'harms' ? 'four.rest.harms' : 'four.rest', { n: x.rest.n, before: sum(r.before) }) : '');

  // The one run that was seen ends the other way than the hundred say.
  function reverse(r: Results, x: Turned): string {
    const [is, was] = [ending(r.with), ending(r.without)];
    const way = ENDS.indexOf(is) - ENDS.indexOf(was);
    const net = netOf(x);
    return (net === 'works' && way < 0) || (net === 'harms' && way > 0) ? t('four.reverse', { is: t(`glyph.${is}` as Word), was: t(`glyph.${was}` as Word) }) : '';
  }

  const daysFor = (blocks: Block[]) => blocks.reduce((n, b) => n + daysOf(hand[b.remedy]), 0);

  // How many succeed without it; which way they went, where some went either way; and whether that may be chance.
  function added(r: Results, x: Turned, blocks: Block[]): string {
    const { saved, lost } = x;
    const n = sum(r.after);
    const fill = { n, less: n - saved + lost, saved, lost };
    const line = blocks.length === plan.length ? t('four.adds.whole', fill) : saved + lost === 0 ? t('four.adds.none', fill)
      : t(saved === lost ? 'four.adds.same' : saved > 0 && lost > 0 ? 'four.adds.both' : 'four.adds', fill);
    return [line, saved !== lost && t(`four.adds.${netOf(x)}`), through(x, blocks)].filter(Boolean).join(' '); // 5 to 0 is rarer than 6 to 1
  }

  function through({ saved, lost, why }: Turned, blocks: Block[]): string {
    const n = daysFor(blocks);
    if (why && 'free' in why) return t('four.through.time', { n, lost, free: why.free });
    return [gaveOf(why, netOf({ saved, lost }), Math.max(...blocks.map((b) => b.half))), t('four.took', { n })].filter(Boolean).join(' ');
  }

  // What the runs that end otherwise had more or less of; where that may be chance, what it gave all the same.
  function gaveOf(why: Gave | undefined, came: Came, half: number): string {
    if (!why) return '';
    const list = series(why.list.map((w) => t(w)));
    if (came === 'idle') return list && t('four.gave', { list, half });
    return list ? t(`four.through.${came === 'works' ? 'more' : 'less'}${why.alone ? '' : '.some'}`, { list, half }) : t('four.through.unknown');
  }

  const lastHalf = () => Math.max(...plan.map((b) => b.half));

  const inOrder = () => [...plan].sort((a, b) => a.half - b.half || a.remedy - b.remedy);

  // One run first; then, when that has been looked at, a hundred. Where there is room for one table, it is turned over.
  function once_(r: Results): Child {
    const one = (with_: boolean) => twin(with_ ? r.with : r.without, with_ ? 'four.with' : 'four.without');
    const turn_ = (x: 'with' | 'without') => { helped = x === 'with'; show(); };
    const alike = ending(r.with) === ending(r.without) && r.with.months === r.without.months;
    const end: Word = alike ? 'four.end.same' : ending(r.with) === ending(r.without) ? 'four.end.month' : 'four.end.other';
    return [h('p', {}, t('four.twins'), ' ', t(end)), broad.matches ? h('section', { class: 'twins' }, one(false), () => one(true))
      : [choose<'with' | 'without'>('four-twin', t('four.twins'), [['without', t('four.without')], ['with', t('four.with')]], helped ? 'with' : 'without', turn_), h('section', { class: 'twins' }, one(helped))],
    h('p', { class: 'bridge' }, t('four.one')), h('div', { class: 'row' }, on('four-hundred', 'hundred', 'four.hundred')),
    h('details', {}, h('summary', {}, t('four.once')), h('p', {}, t(alike ? 'four.once.same' : 'four.once.way')), h('ul', { class: 'blocks once' }, inOrder().map((b) => once(r, b)))), signs];
  }

  const list = (fates: Fate[]) => t('four.list', { saved: count(fates, 'saved'), lost: count(fates, 'lost'), anyway: count(fates, 'anyway'), not: count(fates, 'not') });

  const dots = (r: Results): Child => [grid(r.fates.map((f, i) => ({ kind: f, own: stage.own === i + 1, label: `${i + 1}: ${t(`four.${f}`)}` })), list(r.fates)),
    h('figcaption', {}, h('ul', { class: 'key fates' }, KINDS.map((f) => h('li', {}, glyph(f, 22), h('span', {}, h('b', {}, count(r.fates, f)), ' ', t(`four.${f}`)))), h('li', { class: 'note' }, t('won.is'))))];

  // What counts as a difference in sight may still be chance: by the same rule as of each half year.
  const result = (r: Results) => {
    const those = { saved: count(r.fates, 'saved'), lost: count(r.fates, 'lost') };
    return t('four.result', { bet: t(`four.${bet!}`), n: sum(r.after), before: sum(r.before) }) + (those.saved === those.lost || clear(those) ? '' : ` ${t('four.saw.chance')}`);
  };

  // What one saw comes before what one had bet: that says it.
  function seeing(r: Results): Child {
    const [saved, lost] = [count(r.fates, 'saved'), count(r.fates, 'lost')];
    const truth = saved - lost >= CLOSE ? 'better' : lost - saved >= CLOSE ? 'worse' : 'even';
    return [saw('four-saw', t('four.saw'), [['better', t('four.saw.better')], ['even', t('four.saw.even')], ['worse', t('four.saw.worse')]], truth, said, (x) => { said = x; far = Math.max(far, STEPS.indexOf('rows')); seenNow(r); }, { then: '#four-rows-on' }),
      said !== null && [h('p', { class: 'result' }, result(r)), h('div', { class: 'row' }, on('four-rows-on', 'rows', 'four.on.rows'))]];
  }

  // The dots stay: what may be gone to, what is said of them, and the paper are other ones.
  function seenNow(r: Results): void {
    patch(place.querySelector('.trail')!, here());
    redraw(place.querySelector('.panel')!, seeing(r));
    if (!place.querySelector('.paper')) place.append(paper(r));
  }

  const comparing = (r: Results): Child => beside(rows(r), h('p', { class: 'law' }, t('won.is')), stage.lesson.table.units[0].members <= MANY && h('p', { class: 'law' }, t('four.random')),
    h('div', { class: 'row' }, on('four-each-on', 'each', 'four.on.each')),
    stage.lesson.population && h('details', {}, h('summary', {}, t('four.why.ask')), h('p', {}, t('four.why'))));

  // A difference that counts as none in the hundred counts as none here, and so does what chance can do.
  const netOf = (x?: Turned): Came => (!x || Math.abs(x.saved - x.lost) < CLOSE || !clear(x) ? 'idle' : x.saved > x.lost ? 'works' : 'harms');

  const indexOf = (b: Block) => plan.indexOf(b);

  // Where there is room, what changed stands open below the line of time.
  function adding(r: Results): Child {
    const what = t('four.change', { half: lastHalf() });
    const changed = (open_: boolean) => r.changed && (open_ ? h('section', {}, h('h2', {}, what), changes(r.changed)) : h('details', {}, h('summary', {}, what), changes(r.changed)));
    const nothing = !onBeamer() && plan.length > 1 && r.each && r.each.every((x) => netOf(x) === 'idle');
    return beside([line((b) => netOf(r.each?.[indexOf(b)])), broad.matches && changed(true)],
      nothing && h('p', { class: 'result' }, t('four.none.each')), h('ul', { class: 'blocks' }, inOrder().map((b) => block(r, b, indexOf(b))), plan.length > 1 && whole(r)), plan.length > 1 && h('p', { class: 'law' }, t('four.each')),
      h('div', { class: 'row' }, on('four-say-on', 'say', 'four.on.say')), (!broad.matches || onBeamer()) && changed(false));
  }

  // What chance hardly does: of those that differ, far more to one side.
  const clear = ({ saved, lost }: Pick<Pair, 'saved' | 'lost'>) => Math.abs(saved - lost) > 1.96 * Math.sqrt(saved + lost);

  // What this table says of the sentence, before what many others do.
  function ownRuns(r: Results): { timing: boolean; days: boolean } {
    return { timing: Boolean(r.timing && clear(r.timing) && r.timing.saved > r.timing.lost), days: Boolean(r.all && clear(r.all) && r.all.lost > r.all.saved) };
  }

  const agrees = (r: Results): Word => (({ timing, days }) => `four.agrees.${timing && days ? 'both' : timing || days ? 'one' : 'none'}` as const)(ownRuns(r));

  // The sentence, tried at this table from its first month on: structures at once and later, and all help.
  const tried = (r: Results): [string, number, string][] => [
    ...(r.timing ? [[t('four.at.once'), r.timing.early, ''], [t('four.at.later'), r.timing.n, '']] as [string, number, string][] : []),
    ...(r.all && claims.some((c) => c.id === 'days') ? [[allName(1, last), r.all.n, 'all'], ...(from() > 1 && halves().length > 0 ? [[allName(from(), halves().length), r.left, 'all']] : [])] as [string, number, string][] : [])];

  const timingWord = (r: Results): Word => (r.timing === undefined ? 'four.busy' : r.timing === null ? 'four.own.short'
    : r.timing.saved > r.timing.lost ? 'four.own.moment' : 'four.own.moment.round');

  // What is not clear may look like something: how much of it chance can do.
  const unclear = (x: Pick<Pair, 'saved' | 'lost'>, what: 'moment' | 'days'): string =>
    (x.saved === x.lost ? t(`four.own.${what}.not`) : t(`four.own.${what}.chance`, { n: Math.abs(x.saved - x.lost) }));

  function saying(r: Results): Child {
    const { timing, days } = ownRuns(r);
    return beside([h('p', { class: 'law' }, t('four.replay')), listed(r, [[t('four.nothing'), sum(r.before), ''], ...tried(r)]),
      h('ul', { class: 'own-runs' }, h('li', { class: timing ? 'yes' : '' }, r.timing && !clear(r.timing) ? unclear(r.timing, 'moment') : t(timingWord(r))),
        h('li', { class: days ? 'yes' : '' }, !r.all ? t('four.busy') : days ? t('four.own.days') : clear(r.all) ? t('four.own.days.round') : unclear(r.all, 'days')))],
    r.timing !== undefined && r.all && h('p', { class: 'agrees' }, t(agrees(r))), sentence('four.sentence', ['moment', 'days']),
    h('div', { class: 'row' }, button('four-again', t('four.again'), again), stage.has('five') && button('four-on', t('on', { name: t('five.name') }), () => stage.go('five'), { class: 'main' })),
    r.elsewhere && h('details', {}, h('summary', {}, t('four.elsewhere')), h('p', {}, t(`four.elsewhere.${netOf(r.elsewhere)}`, r.elsewhere))));
  }

  // One sheet: the plan, what became of each half year of it, and the hundred.
  function paper(r: Results): HTMLElement {
    return h('section', { class: 'paper coach', 'aria-hidden': 'true' }, h('h2', {}, t('four.plan')), line(), () => h('ul', { class: 'blocks' }, plan.map((b, i) => block(r, b, i)), plan.length > 1 && whole(r)),
      () => h('div', { class: 'split' }, h('figure', {}, dots(r)), h('div', { class: 'panel' }, h('p', { class: 'result' }, result(r)), listed(r, [...told(r), ...tried(r)].filter(([name], i, all) => all.findIndex((x) => x[0] === name) === i)),
        h('p', {}, t(agrees(r))), claims.filter((c) => ['moment', 'days'].includes(c.id)).length === 2 && h('blockquote', {}, t('four.sentence')), h('p', {}, t('rests.model')))));
  }

  // What came in meanwhile.
  const refresh = () => { if (results && place.isConnected && ['rows', 'each', 'say'].includes(step)) show(); };

  // ---- running ----

  const ends = (arms: Arm[], which: Which = 'table') => successes(stage, arms, which);

  // As many blocks as the player's, anywhere: the same plans for everybody with this class number.
  function randomPlans(): Block[][] {
    let x = (stage.seed * 2654435761 + 12345) >>> 0;
    const next = (n: number) => { x = (Math.imul(x, 1664525) + 1013904223) >>> 0; return Math.floor((x / 2 ** 32) * n); };
    return Array.from({ length: TRIED }, () => {
      const blocks: Block[] = [];
      while (blocks.length < plan.length) {
        const b = { remedy: next(hand.length), half: halves()[next(halves().length)] };
        if (!blocks.some((o) => o.remedy === b.remedy && o.half === b.half)) blocks.push(b);
      }
      return blocks;
    });
  }

  const pair = (before: Float32Array, after: Float32Array): Pair => ({ n: sum(after), ...score(against(before, after)) });
  const score = (fates: Fate[]) => ({ saved: count(fates, 'saved'), lost: count(fates, 'lost') });

  async function run(): Promise<void> {
    const mine = ++turn;
    const still = () => mine === turn;
    busy = true;
    rewager();
    await drawn();
    const arm = armOf(plan);
    const left: Arm = { use: hand.map((v) => placed(v, (from() - 1) * HALF + 1, halves().length * HALF)) };
    const [[before, after, all], without, with_] = await Promise.all([ends([{ use: [] }, arm, left]),
      follow(stage, story!.replicate, { use: [] }), follow(stage, story!.replicate, arm)]);
    await drawn(); // they are drawn in a task of their own
    if (!still()) return;
    const r: Results = { without, with: with_, before, after, left: sum(all), fates: against(before, after), tried: 0, best: 0 };
    results = r;
    [busy, helped] = [false, true];
    stage.say(place, list(r.fates));
    turnTo('once');
    const each = await ends(plan.map((_, i) => armOf(rest(i))));
    if (!still()) return;
    const all_: Turned[] = [];
    for (const [i, less] of each.entries()) all_.push({ ...await turned(rest(i), less, after), rest: pair(before, less) });
    const whole_ = await turned([], before, after);
    if (!still()) return;
    [r.each, r.whole] = [all_, whole_];
    r.shifted = await shift();
    if (!still()) return;
    r.timing = await timed();
    if (!still()) return;
    r.all = pair(before, (await ends([{ use: hand.map((v) => placed(v, 1, last * HALF)) }]))[0]);
    if (!still()) return;
    r.changed = await change(HALF * lastHalf());
    if (!still()) return;
    if (stage.lesson.population) {
      const [b, a] = await ends([{ use: [] }, arm], 'population');
      if (!still()) return;
      r.elsewhere = score(against(b, a));
    }
    refresh();
    searched = r;
    search(r);
  }

  // The same help half a year later; earlier, where it would come too late.
  async function shift(): Promise<Results['shifted']> {
    const by = plan.every((b) => b.half < last) ? 1 : plan.every((b) => b.half > from()) ? -1 : 0;
    if (by === 0) return undefined;
    const [moved] = await ends([armOf(plan.map((b) => ({ ...b, half: b.half + by })))]);
    return { ...pair(results!.after, moved), later: by > 0 };
  }

  // What the sentence says of the moment, at this table: the two sides of its claim.
  async function timed(): Promise<Results['timing']> {
    const claim = claims.find((c) => c.id === 'moment');
    const sides = claim && [sideOf(claim).less, sideOf(claim).more];
    if (!sides?.every(({ use = [] }) => use.every(([name, from, long]) => from + long - 1 <= pack.horizon && hand.some((v) => v.name === name)))) return null;
    const [early, later] = await ends(sides.map((side) => sideArm(pack, side)));
    return { early: sum(early), ...pair(early, later) };
  }

  const rest = (i: number) => plan.filter((_, k) => k !== i);

  // The plan against less of it: what it turns, and through what. Harm of which half is gone where help takes no
  // time was done by the time; else it is told what differs in the runs that end otherwise, and where what it turns may be
  // chance, what it gave in all of them.
  async function turned(less: Block[], before: Float32Array, after: Float32Array): Promise<Turned> {
    const fates = against(before, after);
    const now = score(fates);
    const came = netOf(now);
    if (came === 'harms') {
      const [was, is] = await ends([less, plan].map((blocks) => ({ ...armOf(blocks), values: NO_TIME })));
      const free = score(against(was, is));
      if (2 * (free.lost - free.saved) <= now.lost - now.saved) return { ...now, why: { free: free.lost } };
    }
    const mine = plan.filter((b) => !less.includes(b));
    const by = await changed(less, HALF * Math.max(...mine.map((b) => b.half)), came === 'idle' ? undefined : fates.map((f) => f === (came === 'works' ? 'saved' : 'lost')));
    return { ...now, why: gave(by.map((those) => (came === 'harms' ? those.map((x) => -x) : those))) };
  }

  // Of each run, of each of GIVEN, how much more of it there is: what there is surely more of, and enough to speak of; the most
  // alone, where that is surely more than each of the others.
  function gave(by: number[][]): Gave {
    if (by.length < FEW) return { list: [], alone: false };
    const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    const sure = (list: number[]) => { const m = mean(list); return m > SURE * Math.sqrt(mean(list.map((x) => (x - m) ** 2)) / (list.length - 1)); };
    const sorted = GIVEN.map(([, word], i) => ({ word, those: by.map((x) => x[i]) })).map((x) => ({ ...x, n: mean(x.those) })).sort((a, b) => b.n - a.n);
    const [most, ...others] = sorted;
    const more = sorted.filter(({ n, those }) => n >= GIVES && sure(those)).slice(0, 2).map(({ word }) => word);
    const alone = more[0] === most.word && others.every(({ those }) => sure(most.those.map((x, k) => x - those[k])));
    return { list: alone ? more.slice(0, 1) : more, alone };
  }

  // What the plan has changed by a month, against less of it, in each future that is there with both; or in those of them.
  async function changed(less: Block[], every: number, those?: boolean[]): Promise<number[][]> {
    const watch = { every, columns: GIVEN.map(([name]) => name) };
    const [was, now] = await Promise.all([less, plan].map((blocks) => stage.engine.ask('run', { which: 'table', seed: stage.seed, arms: [armOf(blocks)], seats: lives(stage, 100), watch })));
    const both_ = was.map((_, i) => i).filter((i) => (those?.[i] ?? true) && was[i].at[1] === every && now[i].at[1] === every);
    return both_.map((i) => GIVEN.map(([m, , sign]) => sign * (now[i].value[m][1][0] - was[i].value[m][1][0])));
  }

  async function change(every: number): Promise<number[] | undefined> {
    const by = await changed([], every);
    return by.length === 0 ? undefined : GIVEN.map((_, i) => by.reduce((n, x) => n + x[i], 0) / by.length);
  }

  // Plans at random, a few at a time while the scene is looked at: the engine does one thing after another, and whoever has
  // gone on to another scene is not to wait for all of them.
  async function search(r: Results): Promise<void> {
    if (searching || story!.members > MANY) return;
    searching = true;
    const plans = randomPlans();
    while (results === r && r.tried < TRIED && place.isConnected) {
      const some = await ends(plans.slice(r.tried, r.tried + AT_ONCE).map(armOf));
      r.best = Math.max(r.best, ...some.map(sum));
      r.tried += some.length;
      const list = document.getElementById('four-rows');
      if (results === r && list) patch(list, rows(r));
    }
    searching = false;
    if (results && results !== r && results === searched) search(results);
  }

  function again(): void {
    turn++;
    round++;
    [results, bet, said, far] = [null, null, null, 0];
    turnTo('plan');
  }

  function asking(): string {
    if (step === 'plan') return t('four.ask');
    return t(step === 'bet' ? 'four.bet' : `four.ask.${step}`);
  }

  function body(): Child {
    if (step === 'need') return needing();
    if (step === 'plan') return planning();
    if (step === 'bet') return betting();
    const r = results!;
    if (step === 'once') return once_(r);
    if (step === 'hundred') return beside(dots(r), seeing(r));
    return step === 'rows' ? comparing(r) : step === 'each' ? adding(r) : saying(r);
  }

  function show(): void {
    if (!story) { redraw(place, h('h1', { tabindex: -1 }, t('four.name')), h('p', { class: 'waiting' }, t('waiting'))); return; }
    const r = results;
    redraw(place, h('div', { class: `coach at-${step}` }, here(), h('h1', { tabindex: -1 }, asking()), results && step !== 'bet' && letters(), body()), r && said !== null && (() => paper(r)));
  }

  async function load(): Promise<void> {
    asked = stage.seed;
    alone = !inClass(stage);
    const mine = ++turn;
    [story, gains, had, results, bet, said, plan, far, open] = [null, null, null, null, null, null, [], 0, 0];
    show();
    await drawn();
    const told = await tell(stage, 0);
    await drawn();
    if (mine !== turn) return;
    story = told;
    step = steps()[0];
    far = STEPS.indexOf(step);
    show();
    await drawn();
    if (mine === turn) await listGains();
  }

  // The arrows go from cell to cell.
  function key(pressed: string): boolean {
    const [, r, half] = /^cell-(\d+)-(\d+)$/.exec(document.activeElement?.id ?? '') ?? [];
    if (r === undefined) return false;
    const ways: Record<string, [number, number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!ways[pressed]) return false;
    const to = Number(r) + ways[pressed][0];
    const cell = document.getElementById(`cell-${to}-${Number(half) + ways[pressed][1]}`);
    if (cell && !broad.matches && to !== open) unfold(to);
    cell?.focus();
    return true;
  }

  return {
    name: 'four.name',
    asks: () => (step === 'plan' || step === 'need' ? 'teacher.four' : step === 'bet' || step === 'once' || step === 'hundred' ? `teacher.four.${step}` : 'teacher.four.after'),
    fixed: () => results !== null,
    round: () => round,
    votes: () => [t('four.better'), t('four.same'), t('four.worse')],
    draw(where) {
      place = where;
      if (asked !== stage.seed || alone === inClass(stage)) load();
      else show();
      if (results && results === searched) search(results);
    },
    key,
  };
}
