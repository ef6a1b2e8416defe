// three.ts: what is wrong here? One card of twelve is chosen by its complaint, and its cause taken away; then a
// second network, which no card alone saves.
import { claims } from './claims';
import { drawn, h, inPieces, name, patch, redraw, s, toSight, toTop, type Child } from './dom';
import type { Cause } from './pack';
import type { Arm, Seat, Track } from './room';
import { broad, onBroad } from './seats';
import { signs } from './start';
import { YEAR } from './future';
import { MET, NET, tableOf, tell, type Story } from './story';
import { button, lives, packOf, saw, sentence, successes, type Scene, type Stage } from './stage';
import { count as word, known, language, t, type Word } from './words';
import type { Which } from './worker';

interface Row { cause: number; saved: boolean[]; kept: boolean[]; n: number } // of each future
// saves[i][j], i < j; loud: of each cause; of all that failed, how many no card alone saves, or that of the
// loudest; low: of what it needs, the two that were lowest.
interface Second { network: number; low: number[]; least: number; failed: number; none: number; top: number; loud: number[]; saves: boolean[][] }

// How high a stroke is: a future that the card saves, one that succeeds anyway, one that fails by it, one that fails anyway.
const HIGH = { saved: 20, anyway: 9, lost: 15, not: 3 };
type Kind = keyof typeof HIGH;
const KINDS = Object.keys(HIGH) as Kind[];

const TRIED = 12; // networks looked at for one that two cards save …
const PAIRS = 3; // … in so many ways: one of sixty-six is a lottery
const CLEAR = 5; // of a hundred: less is no difference; by as much the number of a scenario is chosen (number.mjs)
const NEEDS = [...MET, ...NET];
const GIVES = 0.02; // of a need: less is nothing to speak of
const FIRST = 5; // rows that are not folded away, beside the own one and that of the loudest complaint
const LISTED = 6; // pairs that are named below the ring
const [MANY, FEW] = [60, 16]; // of so many members on, fewer futures

export function three(stage: Stage): Scene {
  const causes = stage.lesson.causes;
  let place: HTMLElement;
  let story: Story | null = null;
  let seed = -1;
  let loud: number[] = []; // of each cause, how it is heard after a year
  let chosen: number | null = null;
  let rows: Row[] | null = null;
  let before: boolean[] = [];
  let said: string | null = null;
  let busy = false;
  let gave = ''; // why the card helped or not, as far as the runs show
  let filler: { cause: number; need: number } | null = null; // what gives most of what was lowest, and does not save most
  let second: Second | null | undefined; // null: there is none
  let pair: number[] = [];
  let paired = false;
  let why = ''; // what two together give, that save it
  let at2 = false; // the second network is shown
  let turn = 0;

  onBroad(() => { if (place?.isConnected) show(); });

  const say = (x: Cause['title']) => x[language()];
  const heard = () => (at2 && second ? second.loud : loud);
  let ranks: number[] = [];
  const order = () => ranks; // a card keeps its number
  const count = (list: boolean[]) => list.filter(Boolean).length;
  const without = (...list: number[]): Arm => ({ use: [], bounds: list.flatMap((i) => causes[i].without) });
  const many = () => (story!.members > MANY ? FEW : 100);
  const failed = () => before.length - count(before);
  const need = (k: number) => t(NEEDS[k].replace('met', 'need') as Word); // as one says it who has not heard of them before

  // ---- cards ----

  interface Hand { pressed(): number[]; pick(i: number): void; under(i: number): Child }

  function cards(held: Hand, whole = false): HTMLElement {
    const one = (i: number, place: number) => h('li', {}, card(held, i, place));
    return h('ol', { class: 'cards' }, whole ? order().map(one) : inPieces(order(), 2, one));
  }

  const card = (held: Hand, i: number, place: number): Child[] => [front(held, i, place), held.pressed().includes(i) && held.under(i)];

  const front = ({ pressed, pick }: Hand, i: number, place: number): HTMLElement =>
    button(`card-${i}`, [h('span', { class: 'n', 'aria-hidden': 'true' }, place + 1), h('span', {}, say(causes[i].symptom)),
      bars(heard()[i]) > 0 && h('span', { class: 'loud', 'aria-hidden': 'true' }, [1, 2, 3, 4, 5].map((k) => h('i', { class: k <= bars(heard()[i]) ? 'on' : '' })))],
    () => pick(i), { 'aria-pressed': pressed().includes(i) ? 'true' : 'false', class: 'card', disabled: busy });

  // How loud it is heard, in bars; none where it is hardly heard.
  const bars = (x: number) => Math.floor(Math.min(1, x) * 5 + 0.5);

  // Only cards that are turned, or were, are drawn anew.
  function turned(held: Hand, before: number[]): void {
    order().forEach((i, at) => {
      const button = place.querySelector(`#card-${i}`);
      if (!button || !(before.includes(i) || held.pressed().includes(i))) return;
      patch(button, front(held, i, at));
      redraw(button.closest('li')!, button, held.pressed().includes(i) && (() => held.under(i)));
    });
  }

  const back = (i: number, ...rest: Child[]) => h('div', { class: 'back' }, h('p', {}, h('b', {}, t('three.problem')), ' ', h('i', {}, say(causes[i].title)), ' – ', say(causes[i].problem)),
    h('p', {}, h('b', {}, t('three.way')), ' ', say(causes[i].wayOut)), rest);

  function choosing(): Child {
    const held: Hand = { pressed: () => (chosen === null ? [] : [chosen]), under: (i) => back(i, h('p', { class: 'law' }, t('three.times', { n: many() })), button('three-run', busy ? t('four.busy') : t('three.take'), run, { class: 'main', disabled: busy })),
      pick(i) { const was = held.pressed(); chosen = chosen === i ? null : i; turned(held, was); if (chosen === i) toSight(place, `.cards li:has(#card-${i})`); } };
    return h('div', { class: 'split' }, picture(story!), h('div', { class: 'panel' }, h('h2', {}, t('three.hear')), h('p', { class: 'law' }, t('three.bars')), cards(held)));
  }

  function picture(of: Story): HTMLElement {
    const month = Math.min(YEAR, of.months); // when the complaints are heard
    return h('figure', {}, () => tableOf(of, month, broad.matches, t('two.month', { n: month })), () => h('figcaption', { class: 'clock' }, t('three.same', { n: month })), signs);
  }

  // ---- without each ----

  const inOrder = () => [...rows!].sort((a, b) => b.n - a.n || order().indexOf(a.cause) - order().indexOf(b.cause));

  // A hundred futures as strokes, the longest first.
  function strip(row: Row): SVGSVGElement {
    const kinds = before.map((was, i): Kind => (row.saved[i] ? 'saved' : was && row.kept[i] ? 'anyway' : was ? 'lost' : 'not'));
    kinds.sort((a, b) => KINDS.indexOf(a) - KINDS.indexOf(b));
    const wide = 400 / before.length;
    return s('svg', { viewBox: '0 0 400 20', class: 'strip', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      KINDS.map((kind) => s('path', { class: kind, d: kinds.map((k, i) => (k === kind ? `M${(i + 0.12) * wide} 20v${-HIGH[kind]}h${0.76 * wide}v${HIGH[kind]}z` : '')).join('') })));
  }

  // What the strokes mean, above them.
  const strokes = (): Child => h('figcaption', { class: 'strokes' }, h('p', {}, t('three.succeeded')), h('h2', {}, t('three.rows', { n: before.length })), stroke('saved'),
    h('details', {}, h('summary', {}, t('three.strokes')), KINDS.filter((kind) => kind !== 'saved').map(stroke)));

  const stroke = (kind: Kind): Child => h('span', {},
    s('svg', { viewBox: '0 0 8 20', width: 8, height: 20, 'aria-hidden': 'true', class: 'stroke' }, s('rect', { x: 1, width: 6, y: 20 - HIGH[kind], height: HIGH[kind], class: kind })),
    ' ', t(`three.${kind}`));

  function outcome(): Child {
    const list = inOrder();
    const first = order()[0];
    const row = (r: Row) => h('li', { class: r.cause === chosen ? 'yours' : '', id: `three-row-${r.cause}` },
      h('span', { class: 'title' }, `${order().indexOf(r.cause) + 1} `, say(causes[r.cause].title), h('q', {}, say(causes[r.cause].symptom)), r.cause === chosen && h('em', {}, t('three.yours')), r.cause === first && h('small', {}, t('three.loudest')),
        r.saved[story!.replicate] && h('small', {}, t('three.own')), filler?.cause === r.cause && lowest(filler.need)),
      strip(r), h('b', {}, r.n), r === list[0] && failed() > 0 && h('p', { class: 'count' }, t('three.count', { n: r.n, failed: failed() })));
    const seen = (r: Row) => list.indexOf(r) < FIRST || r.cause === chosen || r.cause === first || r.cause === filler?.cause;
    return [h('div', { class: 'split causes' },
        h('figure', { class: 'wide' }, strokes(), h('ol', { class: 'rescues' }, inPieces(list.filter(seen), 2, row)),
          h('details', { class: 'others' }, h('summary', {}, t('three.others')), h('ol', { class: 'rescues' }, inPieces(list.filter((r) => !seen(r)), 2, row))),
          stage.lesson.population && h('p', { class: 'strokes' }, t('three.one', { n: before.length }))),
        h('div', { class: 'panel' }, looking(list)))];
  }

  // At the card that gives most of what was lowest: how many it saves stands beside it.
  const lowest = (k: number) => h('small', { class: 'lowest' }, t('three.lowest', { x: need(k) }));

  // What was seen, and where it goes on: drawn anew by itself, beside the rows.
  function looking(list: Row[]): Child {
    const first = order()[0];
    const truth = list[0].n === 0 ? 'none' : list[0].n - list[1].n < CLEAR ? 'several' : list[0].cause === first ? 'loud' : 'other';
    return [saw('three-saw', t('three.saw', { n: word(CLEAR) }), [['loud', t('three.saw.loud')], ['other', t('three.saw.other')], ['several', t('three.saw.several')], ['none', t('three.saw.none')]], truth, said, (x) => { said = x; lookAgain(); }, { asked: said === null }),
      said === null ? leaving() : h('p', { id: 'three-gave' }, gave),
      said !== null && second !== null && h('div', { class: 'row' }, button('three-second', second === undefined ? t('four.busy') : t('three.second'), () => { pair = []; paired = false; go2(); }, { class: 'main', disabled: second === undefined })),
      said !== null && second === null && ending()];
  }

  // What scene 2 may seem to say: that it fails because somebody leaves.
  function leaving(): Child {
    const { went } = story!;
    const left = count(went);
    const [won, lost] = [count(before.map((x, i) => x && went[i])), count(before.map((x, i) => !x && !went[i]))];
    return went.length === before.length && won > 0 && lost > 0 && h('details', { id: 'three-left' }, h('summary', {}, t('three.gone.ask')), h('p', {}, t('three.gone', { left, won, lost, none: went.length - left })));
  }

  // What comes later is of the answer: until then nothing there changes, and what is unfolded stays so.
  const lookOn = () => { if (said !== null) lookAgain(); };

  const lookAgain = () => { if (rows && !at2) redraw(place.querySelector('.panel')!, looking(inOrder())); };

  // Where the loudest complaint lay over the best card: that is not how it goes elsewhere.
  function elsewhere(): Child {
    const claim = claims.find((c) => c.id === 'complaint');
    const [best, next] = rows ? inOrder() : [];
    const loudest = rows?.find((r) => r.cause === order()[0]);
    if (!loudest || best.n === 0 || best.n - loudest.n >= CLEAR) return null;
    return claim && h('p', {}, t(best === loudest && best.n - next.n >= CLEAR ? 'three.here' : 'three.here.near', { share: Math.round(100 * (0.5 + claim.difference)) }));
  }

  const ending = (): Child => [sentence('three.sentence', ['complaint', 'several'], elsewhere()),
    h('div', { class: 'row' }, button('three-on', t('on', { name: t('four.name') }), () => stage.go('four'), { class: 'main' }),
      at2 && button('three-other', t('three.other'), () => { pair = []; paired = false; show(); toTop(place); }))];

  // ---- the second network ----

  function go2(): void {
    at2 = true;
    show();
    toTop(place);
  }

  const both = (r: Second): [number, number][] => causes.flatMap((_, i) => causes.map((_c, j): [number, number] => [i, j])).filter(([i, j]) => i < j && r.saves[i][j]);
  const numbers = (pair: number[]) => pair.map((i) => order().indexOf(i) + 1).sort((a, b) => a - b);

  // All cards on a ring: a line for each two that save together, bent inwards so that it passes behind no other.
  function chords(r: Second): SVGSVGElement {
    const list = order();
    const at = (i: number, far = 140) => {
      const a = (list.indexOf(i) / list.length) * 2 * Math.PI - Math.PI / 2;
      return { x: 180 + far * Math.cos(a), y: 170 + far * Math.sin(a) };
    };
    const line = (i: number, j: number, kind: string): Child => {
      const [a, b] = [at(i), at(j)];
      const [x, y] = [180 + 0.3 * ((a.x + b.x) / 2 - 180), 170 + 0.3 * ((a.y + b.y) / 2 - 170)];
      return s('path', { d: `M${a.x} ${a.y}Q${x} ${y} ${b.x} ${b.y}`, class: kind });
    };
    const good = both(r);
    const [a, b] = [...pair].sort((x, y) => x - y);
    const label = good.map(([i, j]) => `${say(causes[i].title)} + ${say(causes[j].title)}`).join('; ');
    return s('svg', { viewBox: '0 0 360 340', class: 'table', role: 'img', 'aria-label': paired ? label : t('three.hear') },
      s('circle', { cx: 180, cy: 170, r: 140, class: 'orbit' }),
      paired && good.map(([i, j]) => line(i, j, 'chord')), pair.length > 1 && line(a, b, !paired || r.saves[a][b] ? 'chord mine' : 'chord mine missed'),
      list.map((i, place) => {
        const p = at(i);
        return s('g', {}, s('title', {}, say(causes[i].title)), s('rect', { x: p.x - 18, y: p.y - 18, width: 36, height: 36, rx: 6, class: pair.includes(i) ? 'seat held' : 'seat' }),
          s('text', { x: p.x, y: p.y + 5, class: pair.includes(i) ? 'number held' : 'number' }, place + 1));
      }));
  }

  // Below the ring the pairs that save it, by name.
  const combos = (r: Second): Child => h('ul', { class: 'key combos' }, both(r).map(([i, j]) => (order().indexOf(i) < order().indexOf(j) ? [i, j] : [j, i]))
    .sort(([i, x], [j, y]) => order().indexOf(i) - order().indexOf(j) || order().indexOf(x) - order().indexOf(y)).slice(0, LISTED)
    .map((two) => h('li', {}, h('b', {}, numbers(two).join(' + ')), h('span', {}, two.map((i, k) => [k > 0 && ' + ', name(say(causes[i].title))])))),
    both(r).length > LISTED && h('li', {}, t('three.more', { n: both(r).length - LISTED })));

  function pairing(r: Second): Child {
    const all = (causes.length * (causes.length - 1)) / 2;
    const good = both(r).length;
    const picture = () => h('figure', {}, chords(r), h('figcaption', {}, paired ? h('p', { class: 'clock' }, t('three.pairs', { n: good, all })) : h('p', { class: 'ring' }, t('three.ring', { x: need(r.low[0]), y: need(r.low[1]) })), paired && combos(r)));
    const take = () => { paired = true; why = ''; stage.say(place, t('three.pairs', { n: good, all })); show(); toTop(place); explain(r); };
    // Under the card that was taken last: what is still to do.
    const next = () => (pair.length < 2 ? h('p', { class: 'law' }, t('three.left', { n: word(2 - pair.length) })) : button('three-pair', t('three.pair'), take, { class: 'main' }));
    const held: Hand = { pressed: () => pair, under: (i) => !paired && back(i, i === pair[pair.length - 1] && next()), pick(i) {
      if (paired) return;
      const was = pair;
      pair = pair.includes(i) ? pair.filter((x) => x !== i) : [...pair, i].slice(-2);
      turned(held, was);
      if (pair.includes(i)) toSight(place, `.cards li:has(#card-${i})`);
      patch(place.querySelector('figure')!, picture());
    } };
    return h('div', { class: 'split pairs' }, picture(),
      h('div', { class: 'panel' }, paired && [h('div', { id: 'three-why' }, whyNow()),
        h('details', {}, h('summary', {}, t('three.which')), h('p', {}, t('three.second.why', { none: r.none, failed: r.failed, top: r.top, least: word(r.least) }))), ending()],
      cards(held, paired)));
  }

  // Of each need, on average over the years.
  const meanOf = (track: Track, times = track.at.length) => NEEDS.map((m) => track.value[m].slice(1, times).reduce((n, x) => n + x[0], 0) / Math.max(1, times - 1));

  const whyNow = (): Child => why && h('p', {}, why);

  // Why two together: what each cause taken away gives most, on average over the life of that network, of what it needs. Of
  // the pairs that save it the own one, or the one that is nearest to it.
  async function explain(r: Second): Promise<void> {
    const mine = turn;
    const which: Which = stage.lesson.population ? 'population' : 'table';
    const [a, b] = [...pair].sort((x, y) => x - y);
    const arms = [{ use: [] }, ...causes.map((_, i) => without(i))];
    const tracks = await stage.engine.ask('run', { which, seed: stage.seed, arms, seats: arms.map((_, arm) => ({ replicate: r.network, arm })), watch: { every: YEAR, columns: NEEDS } });
    if (mine !== turn || !paired) return;
    const [none, ...alone] = tracks.map((x) => meanOf(x));
    const gain = alone.map((those) => those.map((x, k) => x - none[k]));
    const pairs = both(r).map(([i, j]) => {
      const x = most(gain[i]);
      const y = most(gain[j], x);
      return { i, j, x, y, near: Number(pair.includes(i)) + Number(pair.includes(j)), least: Math.min(gain[i][x], gain[j][y]) };
    });
    const [best] = pairs.filter((p) => p.least >= GIVES).sort((p, q) => q.near - p.near || q.least - p.least);
    const each = best && [{ n: numbers([best.i])[0], x: best.x }, { n: numbers([best.j])[0], x: best.y }].sort((p, q) => p.n - q.n);
    if (each && (best.near === 2 || !r.saves[a][b])) why = t(r.saves[a][b] ? 'three.both' : 'three.still', { a: each[0].n, b: each[1].n, x: need(each[0].x), y: need(each[1].x) });
    const at = document.getElementById('three-why');
    if (at) redraw(at, whyNow());
  }

  // All lives of the table without a cause; null: as they ran.
  const livesWithout = (cause: number | null): Promise<Track[]> => stage.engine.ask('run', { which: 'table', seed: stage.seed,
    arms: [cause === null ? { use: [] } : without(cause)], seats: lives(stage, before.length, 0, 0), watch: { every: YEAR, columns: NEEDS } });

  const mean = (list: number[][]) => NEEDS.map((_, m) => list.reduce((sum, x) => sum + x[m], 0) / Math.max(1, list.length)); // of none: nothing
  const differs = (a: number[], b: number[]) => a.map((x, m) => x - b[m]);
  const most = (list: number[], but = -1) => list.reduce((best, x, k) => (k !== but && (best < 0 || x > list[best]) ? k : best), -1);

  // Of each need, how much more of it there is, over the years that both last.
  function gainOf(now: Track[], was: Track[], list: number[]): number[] {
    const years = (i: number) => Math.min(now[i].at.length, was[i].at.length);
    return mean(list.filter((i) => years(i) > 1).map((i) => differs(meanOf(now[i], years(i)), meanOf(was[i], years(i)))));
  }

  // What those that fail have too little of; of what partners would not call short, in words of its own.
  function lackOf(k: number): string {
    const own = NEEDS[k].replace('met', 'three.lack');
    return known(own) ? t(own) : t('three.lack', { y: need(k) });
  }

  // Why the card helped, or not: of what partners and network need, what there is most more of without its cause, in the runs
  // that fail with it; and what those that fail all the same have least of, held against those that succeed without it.
  async function explainOne(): Promise<void> {
    const mine = turn;
    const row = rows!.find((r) => r.cause === chosen)!;
    const all = [...before.keys()];
    const fail = all.filter((i) => !before[i]);
    if (fail.length === 0) return;
    const [was, now] = [await livesWithout(null), await livesWithout(chosen!)];
    await drawn(); // what came is taken in, counted and told in tasks of their own
    const gain = gainOf(now, was, fail);
    await drawn();
    if (mine !== turn) return;
    const x = most(gain);
    const left = fail.filter((i) => !row.saved[i]);
    const gives = gain[x] >= GIVES || left.length === 0;
    const well = all.filter((i) => row.saved[i] || row.kept[i]);
    const of = (list: number[]) => mean(list.map((i) => meanOf(now[i])));
    const lack = left.length > 0 ? most(well.length > 0 ? differs(of(well), of(left)) : of(left).map((v) => -v), gives ? x : -1) : -1;
    gave = t(!gives ? 'three.gave.no' : lack >= 0 ? 'three.gave' : 'three.gave.all', { x: need(x), lack: lack >= 0 ? lackOf(lack) : '' });
    // It is said of an average: the table that was seen may be nearer to those that succeed in the month that scene 4 shows.
    if (lack >= 0 && well.length > 0 && story!.track.value[NEEDS[lack]][Math.min(YEAR, story!.months)][0] >= (of(well)[lack] + of(left)[lack]) / 2) gave += ` ${t('three.gave.here')}`;
    await drawn();
    if (mine === turn) lookOn();
  }

  // What was lowest where it failed, and the card that gives most of that: is it as good as any? Then nothing is said.
  async function explainLowest(): Promise<void> {
    const mine = turn;
    const fail = [...before.keys()].filter((i) => !before[i]);
    if (fail.length === 0 || at2) return;
    const was = await livesWithout(null);
    const gains: number[][] = [];
    for (const [i] of causes.entries()) { // one after the other: to take in all of them at once would hold up the page
      const now = await livesWithout(i);
      if (mine !== turn || at2) return;
      gains.push(gainOf(now, was, fail));
    }
    const low = most(mean(fail.map((i) => meanOf(was[i]))).map((v) => -v));
    const cause = most(gains.map((g) => g[low]));
    if (gains[cause][low] < GIVES || most(gains[cause]) !== low || inOrder()[0].n - rows!.find((r) => r.cause === cause)!.n < CLEAR) return;
    filler = { cause, need: low };
    const li = document.getElementById(`three-row-${cause}`);
    li?.querySelector('.title')!.append(lowest(low));
    if (!li?.closest('details')) return;
    const n = (x: Element) => Number(x.querySelector('b')!.textContent);
    const below = [...place.querySelectorAll('.rescues')[0].children].find((x) => n(x) < n(li)); // among those that are not folded away
    if (below) below.before(li); else place.querySelector('.rescues')!.append(li);
  }

  // How loud each complaint is after a year.
  async function listen(seats: Seat[], which: Which): Promise<number[][]> {
    const columns = causes.flatMap((c) => (c.sign ? [c.sign] : []));
    const tracks = await stage.engine.ask('run', { which, seed: stage.seed, arms: [{ use: [] }], seats, watch: { every: YEAR, columns } });
    return tracks.map((track) => causes.map((c) => (c.sign ? track.value[c.sign][Math.min(1, track.at.length - 1)][0] : 0)));
  }

  // The first that failed, that no card alone saves, and two do in several ways; else the one with the most of them.
  async function findSecond(): Promise<Second | null> {
    const [was, ...alone] = await successes(stage, [{ use: [] }, ...causes.map((_, i) => without(i))], 'population');
    const fail = Array.from(was.keys()).filter((n) => was[n] <= 0);
    const none = fail.filter((n) => alone.every((e) => e[n] <= 0));
    const which: Which = stage.lesson.population ? 'population' : 'table';
    const loudness = await listen(fail.map((replicate) => ({ replicate, arm: 0 })), which);
    const top = fail.filter((n, k) => alone[loudness[k].indexOf(Math.max(...loudness[k]))][n] > 0).length;
    const pairs = causes.flatMap((_, i) => causes.map((_c, j) => [i, j])).filter(([i, j]) => i < j);
    await drawn();
    let best: Second | null = null;
    let most = 0;
    for (const network of none.slice(0, TRIED)) {
      const seats: Seat[] = pairs.map((_, arm) => ({ replicate: network, arm }));
      const [ends] = await stage.engine.ask('ends', { which, seed: stage.seed, arms: pairs.map((p) => without(...p)), seats, columns: ['success'] });
      const n = ends.filter((x) => x > 0).length;
      if (n <= most) continue;
      most = n;
      const saves = causes.map(() => causes.map(() => false));
      pairs.forEach(([i, j], k) => { saves[i][j] = ends[k] > 0; });
      best = { network, low: [], least: Math.min(n, PAIRS), failed: fail.length, none: none.length, top, loud: loudness[fail.indexOf(network)], saves };
      if (n >= PAIRS) break;
    }
    if (!best) return null;
    const [track] = await stage.engine.ask('run', { which, seed: stage.seed, arms: [{ use: [] }], seats: [{ replicate: best.network, arm: 0 }], watch: { every: YEAR, columns: NEEDS } });
    const met = meanOf(track);
    best.low = met.map((_, k) => k).sort((x, y) => met[x] - met[y]).slice(0, 2);
    return best;
  }

  // ---- running ----

  function waiting(): void {
    busy = true;
    for (const b of place.querySelectorAll<HTMLButtonElement>('.card, #three-run')) b.disabled = true;
    place.querySelector('#three-run')!.textContent = t('four.busy');
    place.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  async function run(): Promise<void> {
    const mine = ++turn;
    waiting();
    const [was, ...each] = await successes(stage, [{ use: [] }, ...causes.map((_, i) => without(i))], 'table', many());
    if (mine !== turn) return;
    before = Array.from(was, (x) => x > 0);
    rows = each.map((e, cause) => {
      const saved = before.map((x, i) => !x && e[i] > 0);
      return { cause, saved, kept: before.map((x, i) => x && e[i] > 0), n: count(saved) };
    });
    busy = false;
    redraw(place, h('h1', { tabindex: -1 }, heading())); // the cards go in one task, the rows come in others
    await drawn();
    if (mine !== turn) return;
    stage.say(place, result());
    show();
    toTop(place);
    await explainOne();
    if (mine !== turn) return;
    const found = stage.lesson.population || packOf(stage, 'table').units.length > 1 ? await findSecond() : null;
    if (mine !== turn) return;
    second = found;
    lookOn();
    await explainLowest();
  }

  // Of the runs that failed, how many succeed without the cause that was chosen.
  function result(): string {
    if (failed() === 0) return t('three.result.never', { many: before.length });
    const n = rows!.find((r) => r.cause === chosen)!.n;
    const best = Math.max(...rows!.map((r) => r.n));
    return t(n === best ? 'three.result.best' : 'three.result', { n, many: before.length, failed: failed(), best });
  }

  function tried(r: Second): string {
    const [a, b] = [...pair].sort((x, y) => x - y);
    const [m, n] = numbers(pair);
    return t(r.saves[a][b] ? 'three.pair.yes' : 'three.pair.no', { a: m, b: n });
  }

  function heading(): string {
    if (at2 && second) return paired ? tried(second) : t('three.second.ask');
    if (rows) return result();
    const at = (column: string) => story !== null && story.track.value[column][story.months][0] > 0;
    return t(at('success') ? 'three.ask.well' : at('goal_reached') ? 'three.ask.part' : 'three.ask');
  }

  function show(): void {
    redraw(place, h('h1', { tabindex: -1 }, heading()),
      !story ? h('p', { class: 'waiting' }, t('waiting')) : at2 && second ? pairing(second) : rows ? outcome() : choosing());
  }

  async function load(): Promise<void> {
    const mine = ++turn;
    seed = stage.seed;
    [story, rows, said, chosen, second, at2, busy, pair, paired, gave, filler] = [null, null, null, null, undefined, false, false, [], false, '', null];
    show();
    await drawn();
    const told = await tell(stage, 0);
    const [levels] = await listen(lives(stage, 1, told.replicate), 'table');
    await drawn();
    if (mine !== turn) return;
    loud = levels;
    ranks = causes.map((_, i) => i).sort((a, b) => loud[b] - loud[a] || a - b);
    story = told;
    show();
  }

  return {
    name: 'three.name',
    fixed: () => rows !== null,
    asks: () => (paired || (second === null && said !== null) ? 'teacher.three.end' : at2 ? 'teacher.three.second' : rows ? 'teacher.three.rows' : 'teacher.three'),
    votes: () => (story && !at2 ? order().map((i) => say(causes[i].symptom)) : []),
    draw(where) {
      place = where;
      if (seed !== stage.seed) load();
      else show();
    },
  };
}
