// four.ts: you are the coach: four blocks of half a year on a time line, then the same futures without you.
import { claims } from './claims';
import { decode, encode } from './code';
import { bar, drawn, h, redraw, toSight, toTop, type Child } from './dom';
import { glyph, grid, type Glyph } from './dots';
import type { Intervention } from './pack';
import { placed, type Arm } from './room';
import { broad } from './seats';
import { signs } from './start';
import { YEAR } from './future';
import { follow, IN_LISTS, MET, NET, tableOf, tell, type Story } from './story';
import { button, choose, inClass, lives, remedy, saw, sentence, successes, type Scene, type Stage } from './stage';
import { count as word, known, language, small, t, type Word } from './words';
import type { Which } from './worker';

interface Block { remedy: number; half: number }
type Guess = 'better' | 'same' | 'worse';
type Fate = 'saved' | 'lost' | 'anyway' | 'not';
type Column = [name: string, word: Word, sign: 1 | -1];

const BLOCKS = 4;
const HALF = 6; // months
const TRIED = 200; // plans at random, so many at a time …
const AT_ONCE = 5;
const MANY = 40; // … where there are not more members: it would take too long
const CLOSE = 3; // of a hundred: less is as good as the same
const GIVES = 0.02; // of what is needed: less is nothing to speak of
const TAKES = 0.04;
// What help can give beside what members need: what a network needs, and fewer quarrels.
const ALSO: Column[] = [...NET.map((m): Column => [m, m, 1]), ['conflict.share', 'met.peace', -1]];
const GIVEN: Column[] = [...MET.map((m): Column => [m, IN_LISTS[m] ?? m, 1]), ...ALSO];

interface Results {
  without: Story; with: Story;
  before: Float32Array; after: Float32Array; all: number; // success of each future
  fates: Fate[];
  each?: { saved: number; lost: number }[]; // of each block
  elsewhere?: { saved: number; lost: number };
  shifted?: { n: number; later: boolean } | undefined; // the same plan half a year later, or earlier
  changed?: number[] | undefined; // of each of GIVEN, how much more of it there is when the help ends
  tried: number; best: number; // of plans at random
}

export function four(stage: Stage): Scene {
  const pack = stage.lesson.table;
  const hand = pack.hand;
  const last = Math.floor(pack.horizon / HALF);
  // Alone one plans after a year; a class, which has seen the story, from the start.
  const from = () => (inClass(stage) ? 1 : 3);
  const halves = () => Array.from({ length: Math.max(0, last - from() + 1) }, (_, i) => i + from());
  let typed = ''; // a code
  let place: HTMLElement;
  let story: Story | null = null;
  let gains: number[][] | null = null; // of each kind of help, of each of GIVEN: how much more of it there is after half a year
  let asked = -1;
  let alone = true; // when it was asked
  let plan: Block[] = [];
  let bet: Guess | null = null;
  let busy = false;
  let results: Results | null = null;
  let whole = false; // the hundred are shown too
  let said: string | null = null;
  let turn = 0;
  let searching = false;
  let searched: Results | null = null; // of all that comes before, it has the rest

  broad.addEventListener('change', () => { if (place?.isConnected) show(); });

  const months = (block: Block) => (block.half - 1) * HALF + 1;
  const armOf = (blocks: Block[]): Arm => ({ use: blocks.map((b) => placed(hand[b.remedy], months(b), HALF)) });
  const daysOf = (v: Intervention, members: number) => HALF * (v.cost + v.costPerMember * members);
  const sum = (list: Float32Array) => list.reduce((a, b) => a + b, 0);
  const count = (fates: Fate[], fate: Fate) => fates.filter((f) => f === fate).length;
  const against = (before: ArrayLike<number>, after: ArrayLike<number>): Fate[] => Array.from(before, (x, i) =>
    (x > 0 ? (after[i] > 0 ? 'anyway' : 'lost') : after[i] > 0 ? 'saved' : 'not'));

  // ---- planning ----

  function tap(block: Block): void {
    const at = plan.findIndex((b) => b.remedy === block.remedy && b.half === block.half);
    if (at >= 0) plan.splice(at, 1);
    else if (plan.length < BLOCKS) plan.push(block);
    replan();
    if (at < 0 && plan.length === BLOCKS) toSight(place, '.betting'); // nothing is left to tap here
  }

  const has = (r: number, half: number) => plan.some((b) => b.remedy === r && b.half === half);

  // Cells stay: they only say anew whether they are in the plan.
  function replan(): void {
    hand.forEach((_, r) => halves().forEach((half) => {
      const cell = document.getElementById(`cell-${r}-${half}`) as HTMLButtonElement | null;
      cell?.setAttribute('aria-pressed', has(r, half) ? 'true' : 'false');
      if (cell) cell.disabled = !has(r, half) && plan.length === BLOCKS;
    }));
    place.querySelector('.plan > .law')!.textContent = budget();
    const old = place.querySelector<HTMLDetailsElement>('.plan > details')!;
    const typing = old.contains(document.activeElement);
    old.replaceWith(codes(old.open));
    if (typing) document.getElementById('four-code')?.focus({ preventScroll: true });
    rebet();
  }

  const rebet = () => redraw(place.querySelector('.betting')!, betting());

  function budget(): string {
    const days = Math.round(plan.reduce((d, b) => d + daysOf(hand[b.remedy], story!.members), 0));
    return `${t('four.left', { n: BLOCKS - plan.length })}${days ? ` · ${t('four.days', { n: days, each: Math.round(days / story!.members) })}` : ''}`;
  }

  function planner(): HTMLElement {
    const plan_ = h('div', { class: 'plan', role: 'group', 'aria-label': t('four.plan') },
      h('p', { class: 'halves', 'aria-hidden': 'true' }, t('four.half', { n: from(), from: (from() - 1) * HALF + 1, until: from() * HALF })),
      hand.map((v, r) => () => h('div', { class: 'remedy' }, h('span', {}, remedy(stage, v.name), about(r)), halves().map((half) =>
        button(`cell-${r}-${half}`, half, () => tap({ remedy: r, half }), { 'aria-pressed': has(r, half) ? 'true' : 'false',
          'aria-label': t('four.cell', { name: remedy(stage, v.name), half }), disabled: !has(r, half) && plan.length === BLOCKS })))),
      h('p', { class: 'law' }, budget()), codes());
    plan_.style.setProperty('--halves', String(halves().length));
    plan_.style.setProperty('--row', String(Math.ceil(halves().length / 2)));
    return plan_;
  }

  // What a kind of help is, what there is more of at once, and what less: days are told below.
  function about(r: number): HTMLElement {
    const key = `help.${hand[r].name}`;
    const sorted = GIVEN.map(([name, word], i) => ({ name, word, n: gains?.[r][i] ?? 0 })).sort((a, b) => b.n - a.n);
    const given = sorted.filter(({ n }) => n >= GIVES).slice(0, 2);
    const taken = sorted.reverse().filter(({ name, n }) => n <= -TAKES && name !== 'met.time').slice(0, 2);
    const list = (those: typeof sorted) => both(those.map(({ word }) => t(word)));
    return h('small', {}, known(key) && t(key), given.length > 0 && h('em', {}, ' ', t('four.gives', { list: list(given) })),
      taken.length > 0 && h('em', {}, ' ', t('four.takes', { list: list(taken) })));
  }

  // Of what there is more and less than without the plan, once its help is over.
  function changes(by: number[]): string {
    const sorted = GIVEN.map(([, word], i) => ({ word, n: by[i] })).sort((a, b) => b.n - a.n);
    const list = (those: typeof sorted) => both(those.slice(0, 3).map(({ word }) => t(word)));
    const [more, less] = [sorted.filter(({ n }) => n >= GIVES), sorted.reverse().filter(({ n }) => n <= -GIVES)];
    if (more.length + less.length === 0) return t('four.change.none');
    return [more.length > 0 && t('four.change.more', { list: list(more) }), less.length > 0 && t('four.change.less', { list: list(less) })].filter(Boolean).join(' ');
  }

  const both = (list: string[]) => new Intl.ListFormat(language()).format(list);

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
    await drawn();
    if (mine !== turn) return;
    place.querySelectorAll('.remedy small').forEach((e, r) => e.replaceWith(about(r)));
    const from_ = place.querySelector('.met .from');
    if (from_) from_.textContent = sources(lacking());
  }

  // The plan in letters, to read aloud; and somebody else's.
  function codes(open = typed !== ''): HTMLElement {
    const wrong = (code: string): string => {
      const back = decode(code, hand.length);
      if (typeof back === 'number') return back === 0 ? '' : back === 3 ? t('four.code.none') : t('four.code.wrong', { n: back });
      if (back.some((b) => b.half > last || b.half < from())) return t('four.code.none');
      plan = back;
      typed = '';
      replan();
      return '';
    };
    const trouble = h('span', { class: 'verdict', role: 'status' });
    const field = h('input', { id: 'four-code', size: 10, maxlength: 9, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', value: typed,
      oninput: () => { typed = field.value; trouble.textContent = wrong(field.value); } });
    return h('details', { open }, h('summary', {}, t('four.share')),
      h('p', {}, plan.length > 0 && [t('four.code'), ' ', h('b', { class: 'code' }, encode(plan))]),
      h('p', { class: 'stake' }, h('label', { for: 'four-code' }, t('four.code.other')), field), trouble);
  }

  type Need = typeof MET[number] | typeof NET[number];
  const metAt = (m: Need) => Math.min(1, Math.max(0, story!.track.value[m][Math.min(YEAR, story!.months)][0]));
  const lacking = () => MET.reduce((a, m) => (metAt(m) < metAt(a) ? m : a));

  function shortage(): HTMLElement {
    const least = lacking();
    const row = (m: Need) => h('div', { class: m === least ? 'least' : '' }, h('dt', {}, t(m)), h('dd', {}, bar(metAt(m))));
    return h('section', { class: 'met' }, h('h2', {}, t('four.met')), h('dl', { class: 'links' }, MET.map(row),
      h('div', { class: 'note' }, h('dt', {}, t('four.short', { what: t(least) })), h('dd', { class: 'from' }, gains && sources(least))),
    h('div', { class: 'note' }, h('dt', {}, t('four.met.net')), h('dd', {})), NET.map(row)));
  }

  // Which kinds of help give what is short.
  function sources(need: typeof MET[number]): string {
    const i = MET.indexOf(need);
    const those = hand.map((v, r) => ({ v, n: gains![r][i] })).filter(({ n }) => n >= GIVES).sort((a, b) => b.n - a.n).slice(0, 2);
    const none = `four.short.none.${need.slice(4)}`;
    return those.length ? t('four.short.from', { list: both(those.map(({ v }) => remedy(stage, v.name))) }) : t(known(none) ? none : 'four.short.none');
  }

  function planning(): Child {
    const month = inClass(stage) ? 0 : Math.min(YEAR, story!.months);
    const when = month ? t('two.month', { n: month }) : t('two.start');
    return h('div', { class: 'split' },
      h('div', {}, h('figure', {}, tableOf(story!, month, broad.matches, when),
        h('figcaption', { class: 'clock' }, when), signs), month > 0 && shortage),
      h('div', { class: 'panel' }, planner(), h('div', { class: 'betting' }, betting())));
  }

  const betting = (): Child => plan.length > 0 && h('div', { class: 'bet' }, h('b', {}, t('four.bet')),
    choose<Guess>('four-bet', t('four.bet'), [['better', t('four.better')], ['same', t('four.same')], ['worse', t('four.worse')]], bet, (g) => { bet = g; rebet(); }),
    button('four-run', busy ? t('four.busy') : t('four.run'), run, { class: 'main', disabled: bet === null || busy }));

  // ---- outcome ----

  const ending = (s: Story): Glyph => {
    const value = (name: string) => s.track.value[name][s.months][0];
    return value('success') > 0 ? 'won' : value('goal_reached') > 0 ? 'part' : value('alive') > 0 ? 'alive' : 'gone';
  };

  function twin(s: Story, key: Word): HTMLElement {
    const end = ending(s);
    return h('figure', {}, h('h2', {}, t(key)), tableOf(s, s.months, false, `${t(key)}: ${t(`glyph.${end}` as Word)}`),
      h('figcaption', {}, glyph(end, 24), ' ', t(`glyph.${end}` as Word), s.months < pack.horizon ? `, ${t('two.month', { n: s.months })}` : ''));
  }

  function rows(r: Results): HTMLElement {
    const list: [string, number, string][] = [[t('four.nothing'), sum(r.before), ''], [t('four.yours'), sum(r.after), 'yours']];
    if (r.shifted) list.push([t(r.shifted.later ? 'four.later' : 'four.sooner'), r.shifted.n, '']);
    if (claims.some((c) => c.id === 'days')) list.push([t('four.all'), r.all, '']);
    if (r.tried > 0) list.push([t('four.best', { n: r.tried }), r.best, '']);
    return h('section', { id: 'four-rows' }, h('h2', {}, t('four.compare')), h('dl', { class: 'links rows' }, list.map(([name, n, kind]) =>
      h('div', { class: kind }, h('dt', {}, name), h('dd', {}, bar(n / 100), h('b', {}, n))))));
  }

  const blockName = (b: Block) => t('four.block', { name: remedy(stage, hand[b.remedy].name), half: b.half });

  // What became of a block in this future: it took hold, found nothing to do, or went wrong, and then how.
  function once(r: Results, b: Block): HTMLElement {
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
    return h('li', {}, h('b', {}, blockName(b)), h('small', {}, how.length ? `${t('four.how')} ${small(how[0])}${how.slice(1).map((x) => ` ${x}`).join('')}`
      : t(`four.${kind}`, { n: Math.round(daysOf(hand[b.remedy], story!.members)) })));
  }

  // What it adds in the hundred.
  function block(r: Results, b: Block, i: number): HTMLElement {
    const net = r.each ? r.each[i].saved - r.each[i].lost : 0;
    return h('li', { class: net > 0 ? 'works' : net < 0 ? 'harms' : '' }, h('b', {}, blockName(b)), h('span', {}, r.each ? t('four.adds', r.each[i]) : t('four.busy')));
  }

  const blocksKey = () => h('ul', { class: 'blocks-key' }, h('li', {}, t('four.key.works')), h('li', { class: 'harms' }, t('four.key.harms')));

  const inOrder = () => [...plan].sort((a, b) => a.half - b.half || a.remedy - b.remedy);

  // One run first; then, when that has been looked at, a hundred.
  function outcome(r: Results): Child {
    return [h('p', { class: 'label' }, h('b', {}, t('four.plan')), ': ', inOrder().map(blockName).join(' · ')),
      h('section', { class: 'twins' }, h('h2', { class: 'wide' }, t('four.twins')), twin(r.without, 'four.without'), () => twin(r.with, 'four.with')), signs,
      h('ul', { class: 'blocks once' }, () => inOrder().map((b) => once(r, b))),
      h('p', { class: 'bridge' }, t('four.one')), h('div', { class: 'whole' }, whole ? hundredOf(r) : () => h('div', { class: 'row' }, button('four-hundred', t('four.hundred'), toHundred, { class: 'main' })))];
  }

  function toHundred(): void {
    whole = true;
    stage.say(place, list(results!.fates));
    redraw(place.querySelector('.whole')!, hundredOf(results!));
    document.getElementById('four-again')?.focus({ preventScroll: true });
    toSight(place, '.whole .split');
  }

  const list = (fates: Fate[]) => t('four.list', { saved: count(fates, 'saved'), lost: count(fates, 'lost'), anyway: count(fates, 'anyway'), not: count(fates, 'not') });

  function hundredOf(r: Results): Child {
    const numbers = { saved: count(r.fates, 'saved'), lost: count(r.fates, 'lost'), anyway: count(r.fates, 'anyway'), not: count(r.fates, 'not') };
    const kinds: Fate[] = ['saved', 'lost', 'anyway', 'not'];
    return h('div', { class: 'split' },
        h('figure', {}, grid(r.fates.map((f, i) => ({ kind: f, own: stage.own === i + 1, label: `${i + 1}: ${t(`four.${f}`)}` })), list(r.fates)),
          h('figcaption', {}, h('ul', { class: 'key long' }, kinds.map((f) => h('li', {}, glyph(f, 22), h('b', {}, numbers[f]), ' ', t(`four.${f}`)))))),
        h('div', { class: 'panel' }, judging(r)));
  }

  // Beside the hundred; drawn anew by itself.
  function judging(r: Results): Child {
    const [saved, lost] = [count(r.fates, 'saved'), count(r.fates, 'lost')];
    const truth = saved - lost >= CLOSE ? 'better' : lost - saved >= CLOSE ? 'worse' : 'even';
    return [h('p', { class: 'result' }, t('four.result', { bet: t(`four.${bet!}`), n: sum(r.after), before: sum(r.before) })),
          saw('four-saw', t('four.saw', { n: word(CLOSE) }), [['better', t('four.saw.better')], ['even', t('four.saw.even')], ['worse', t('four.saw.worse')]], truth, said, (x) => { said = x; judge(); }),
          rows(r), stage.lesson.population && h('p', { class: 'law screen' }, t('four.why')),
          h('section', {}, h('h2', {}, t('four.blocks')), h('ul', { class: 'blocks' }, plan.map((b, i) => block(r, b, i))),
            r.each && plan.length > 1 && h('p', { class: 'law' }, t('four.each')), r.each?.some((e) => e.lost > e.saved) && blocksKey()),
          r.changed && h('p', { class: 'screen' }, t('four.change'), ' ', changes(r.changed)),
          r.elsewhere && h('section', {}, h('h2', {}, t('four.elsewhere')), h('p', {}, t('four.elsewhere.line', r.elsewhere))),
          said !== null && sentence('four.sentence', ['moment', 'days']),
          h('div', { class: 'row' }, button('four-again', t('four.again'), again), said !== null && stage.has('five') &&
            button('four-on', t('on', { name: t('five.name') }), () => stage.go('five'), { class: 'main' }))];
  }

  const judge = () => { const panel = place.querySelector('.whole .panel'); if (results && panel) redraw(panel, judging(results)); };

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

  const score = (fates: Fate[]) => ({ saved: count(fates, 'saved'), lost: count(fates, 'lost') });

  async function run(): Promise<void> {
    const mine = ++turn;
    const still = () => mine === turn;
    busy = true;
    rebet();
    await drawn();
    const arm = armOf(plan);
    const all: Arm = { use: hand.map((v) => placed(v, 1, pack.horizon)) };
    const [[before, after, everything], without, with_] = await Promise.all([ends([{ use: [] }, arm, all]),
      follow(stage, story!.replicate, { use: [] }), follow(stage, story!.replicate, arm)]);
    if (!still()) return;
    const r: Results = { without, with: with_, before, after, all: sum(everything), fates: against(before, after), tried: 0, best: 0 };
    results = r;
    [busy, whole] = [false, false];
    redraw(place, h('h1', { tabindex: -1 }, t('four.after')));
    await drawn();
    if (!still()) return;
    show();
    toTop(place);
    const each = await ends(plan.map((_, i) => armOf(plan.filter((_b, k) => k !== i))));
    if (!still()) return;
    r.each = each.map((less) => score(against(less, after)));
    r.shifted = await shift();
    if (!still()) return;
    r.changed = await change(arm);
    if (!still()) return;
    if (stage.lesson.population) {
      const [b, a] = await ends([{ use: [] }, arm], 'population');
      if (!still()) return;
      r.elsewhere = score(against(b, a));
    }
    judge();
    searched = r;
    search(r);
  }

  // The same help half a year later; earlier, where it would come too late.
  async function shift(): Promise<Results['shifted']> {
    const by = plan.every((b) => b.half < last) ? 1 : plan.every((b) => b.half > from()) ? -1 : 0;
    if (by === 0) return undefined;
    const [moved] = await ends([armOf(plan.map((b) => ({ ...b, half: b.half + by })))]);
    return { n: sum(moved), later: by > 0 };
  }

  // What the plan has changed by the month in which its help ends, on the futures that are there with it and without.
  async function change(arm: Arm): Promise<number[] | undefined> {
    const every = HALF * Math.max(...plan.map((b) => b.half));
    const watch = { every, columns: GIVEN.map(([name]) => name) };
    const [was, now] = await Promise.all([{ use: [] }, arm].map((a) => stage.engine.ask('run', { which: 'table', seed: stage.seed, arms: [a], seats: lives(stage, 100), watch })));
    const both_ = was.map((_, i) => i).filter((i) => was[i].at[1] === every && now[i].at[1] === every);
    return both_.length === 0 ? undefined : GIVEN.map(([m, , sign]) => sign * sum(Float32Array.from(both_, (i) => now[i].value[m][1][0] - was[i].value[m][1][0])) / both_.length);
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
      if (results === r) document.getElementById('four-rows')?.replaceWith(rows(r));
    }
    searching = false;
    if (results && results !== r && results === searched) search(results);
  }

  function again(): void {
    turn++;
    [results, bet, said] = [null, null, null];
    show();
    toTop(place);
  }

  function show(): void {
    redraw(place, h('h1', { tabindex: -1 }, t(results ? 'four.after' : inClass(stage) ? 'four.ask.class' : 'four.ask')),
      !story ? h('p', { class: 'waiting' }, t('waiting')) : results ? outcome(results) : planning());
  }

  async function load(): Promise<void> {
    asked = stage.seed;
    alone = !inClass(stage);
    const mine = ++turn;
    [story, gains, results, bet, said, plan] = [null, null, null, null, null, []];
    show();
    await drawn();
    const told = await tell(stage, 0);
    await drawn();
    if (mine !== turn) return;
    story = told;
    show();
    await drawn();
    if (mine === turn) await listGains();
  }

  // The arrows go from cell to cell.
  function key(pressed: string): boolean {
    const [, r, half] = /^cell-(\d+)-(\d+)$/.exec(document.activeElement?.id ?? '') ?? [];
    if (r === undefined) return false;
    const step: Record<string, [number, number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!step[pressed]) return false;
    document.getElementById(`cell-${Number(r) + step[pressed][0]}-${Number(half) + step[pressed][1]}`)?.focus();
    return true;
  }

  return {
    name: 'four.name',
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
