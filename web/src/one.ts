// one.ts: how many of a hundred? Bet a number, run five years, see three counts in the same dots.
import { h, inPieces, onBeamer, patch, redraw, s, still, toSight, toTop, wait, type Child } from './dom';
import { glyph, grid, regrid, scale, type Dot, type Glyph } from './dots';
import { button, choose, packOf, saw, sentence, type Scene, type Stage } from './stage';
import { hundred, type Track } from './room';
import { t, type Word } from './words';

type Counts = 'alive' | 'content' | 'won';
const COLUMNS = ['alive', 'success', 'goal_reached', 'perceived'];
const YEAR = 12;
const narrow = matchMedia('(max-width: 859px)'); // one column
const BEAT = 1100; // ms for a year

export function one(stage: Stage): Scene {
  const which = stage.lesson.population ? 'population' : 'table';
  const pack = packOf(stage, which);
  const years = Math.max(1, Math.round(pack.horizon / YEAR));
  const single = pack.units.length === 1;
  let place: HTMLElement;
  let bet = 50;
  let throws = 0;
  let tracks: Track[] | null = null;
  let year = 0;
  let busy = false;
  let counts: Counts = 'won';
  let said: string | null = null;
  let looked = new Set<Counts>(['won']); // what was counted by: what was seen is asked once that is all three
  narrow.addEventListener('change', () => { if (place?.isConnected) show(); });
  const earlier: Record<Counts, number>[] = [];
  let seed = stage.seed;
  let turn = 0; // another for every scene left: what still runs then stops
  let shown: { grid: HTMLElement; dots: Dot[] } | null = null; // the same for as long as the scene is: few dots change at a time

  // As the network was at the end of a year: the last that was read before it ended counts on.
  const at = (track: Track, name: string): number => {
    let i = 0;
    while (i + 1 < track.at.length && track.at[i + 1] <= year * YEAR) i++;
    return track.value[name][i][0];
  };
  // One that has done what it set out for may stop: it is not gone.
  const kind = (track: Track): Glyph => (at(track, 'success') > 0 ? 'won' : at(track, 'goal_reached') > 0 ? 'part'
    : at(track, 'alive') <= 0 ? 'gone' : year === years ? 'alive' : 'ring');
  const counted = (track: Track, by: Counts): boolean =>
    at(track, by === 'alive' ? 'alive' : by === 'content' ? 'perceived' : 'success') > 0;
  const number = (by: Counts) => tracks!.filter((track) => counted(track, by)).length;
  const kinds = () => tracks!.map(kind);
  const all = () => ({ alive: number('alive'), content: number('content'), won: number('won') });
  const before = () => earlier.slice(0, -1).map((e) => e[counts]); // by what counts now
  const over = () => tracks !== null && year === years && !busy;

  function summary(): string {
    const all = kinds();
    const of = (g: Glyph) => all.filter((x) => x === g).length;
    return t('one.list', { year, won: of('won'), part: of('part'), alive: of('alive') + of('ring'), gone: of('gone') });
  }

  const dotsNow = (before: Glyph[] | null): Dot[] => (tracks ? kinds() : new Array<Glyph>(100).fill('ring')).map((g, i) => ({ kind: g, own: stage.own === i + 1,
    label: String(i + 1), fresh: before !== null && before[i] !== g, dim: over() && !counted(tracks![i], counts) }));

  const label = () => (tracks ? summary() : t('one.ask'));

  const caption = (whole: boolean): HTMLElement | false => (tracks ? h('figcaption', {}, h('p', { class: 'clock' }, t('one.year', { n: year })), over() && narrow.matches && [verdict(), counting()], key(whole), what())
    : stage.own !== null && !narrow.matches && h('figcaption', {}, h('ul', { class: 'key long' }, ownDot())));

  const ownDot = (): Child => stage.own !== null && h('li', {}, s('svg', { viewBox: '-2 -2 27 27', width: 22, height: 22, class: 'glyph', 'aria-hidden': 'true' }, s('rect', { width: 23, height: 23, rx: 5, class: 'mine' })), t('one.own', { n: stage.own }));

  // In one column these two are right below the dots, in sight when the years are over; else beside them.
  const verdict = (): Child => h('p', { class: 'result' }, counts !== 'won' ? t('hundred', { n: number(counts) })
    : t(number('won') === bet ? 'one.result.exact' : 'one.result', { bet, n: number('won') }));

  const counting = (): Child => h('div', { class: 'side' }, h('h2', {}, t('one.count')),
    choose<Counts>('one-count', t('one.count'), (['alive', 'content', 'won'] as const).map((c) => [c, [t(`one.${c}`), ': ', h('b', {}, looked.has(c) ? number(c) : '?')]]),
      counts, look), looked.size < 3 ? h('p', { class: 'law' }, t('one.look')) : narrow.matches && said === null && h('p', { class: 'law' }, t('one.below')));

  function look(by: Counts): void {
    const asked = looked.size === 3;
    counts = by;
    looked.add(by);
    show();
    if (onBeamer() && !asked && looked.size === 3) toSight(place, '.saw'); // in sight of a class
  }

  // What the dots mean, and how many there are of each.
  function key(whole: boolean): HTMLElement {
    const all = kinds();
    const shown: Glyph[] = over() ? ['won', 'part', 'alive', 'gone'] : ['ring', 'won', 'part', 'gone'];
    const one = (g: Glyph) => h('li', {}, glyph(g, 22), h('b', {}, all.filter((x) => x === g).length), ' ', t(`glyph.${g}` as Word));
    return h('ul', { class: 'key long' }, whole ? shown.map(one) : inPieces(shown, 2, one), ownDot(),
      over() && h('li', {}, h('span', { class: 'dim' }, glyph('won', 22)), ' ', t('one.pale', { what: t(`one.${counts}`) })));
  }

  // What counts now, in words: below all of it.
  function what(): Child {
    if (!over() || counts === 'won') return null;
    const ended = tracks!.filter((x) => at(x, 'goal_reached') > 0 && at(x, 'alive') <= 0).length;
    return h('ul', { class: 'key what' }, h('li', { class: 'note' }, t(`one.what.${counts}`), counts === 'alive' && ended > 0 && ` ${t('one.done', { n: ended })}`));
  }

  function betting() {
    const out = h('output', { for: 'one-bet', class: 'big' }, bet);
    const slider = h('input', { type: 'range', id: 'one-bet', min: 0, max: 100, value: bet, 'aria-label': t('one.bet'),
      oninput: () => { bet = Number(slider.value); out.textContent = String(bet); } });
    return h('div', { class: 'bet number' }, h('label', { for: 'one-bet' }, t('one.bet')), out, slider,
      button('one-run', t('one.run'), run, { class: 'main' }));
  }

  function outcome() {
    const n = number(counts);
    const truth = number('alive') < 20 ? 'few' : kinds().filter((x) => x === 'alive').length >= 20 ? 'more' : 'same';
    return [
      !narrow.matches && verdict(),
      (!narrow.matches || counts === 'won' || earlier.length > 1) && scale([...before().map((e) => ({ at: e, text: '', kind: 'old' as const })),
        ...(counts === 'won' ? [{ at: bet, text: t('one.yours'), kind: 'bet' as const }] : []), { at: n, text: t(`one.${counts}`), kind: 'now' }], // the bet was on those
      `${t('one.yours')}: ${bet}. ${t(`one.${counts}`)}: ${n}. ${t('one.earlier')}: ${before().join(', ')}`),
      earlier.length > 1 && h('ul', { class: 'key' }, h('li', {}, s('svg', { viewBox: '0 0 12 12', width: 14, height: 14, class: 'old-key', 'aria-hidden': 'true' }, s('circle', { cx: 6, cy: 6, r: 4 })), ' ', t('one.earlier'))),
      !narrow.matches && counting(),
      looked.size === 3 && saw('one-saw', t('one.saw'), [['more', t('one.saw.more')], ['same', t('one.saw.same')], ['few', t('one.saw.few')]],
        truth, said, (x) => { said = x; show(); }),
      said !== null && sentence('one.sentence', ['alive', 'content'], h('p', { class: 'law' }, t('one.law'))),
      h('div', { class: 'row' }, button('one-again', t('again'), again),
        said !== null && button('one-on', t('on', { name: t('two.name') }), () => stage.go('two'), { class: 'main' })),
    ];
  }

  function show(before: Glyph[] | null = null): void {
    const dots = dotsNow(before);
    if (shown?.grid.isConnected) {
      regrid(shown.grid, shown.dots, dots, label());
      shown.dots = dots;
      const had = document.activeElement?.id;
      const old = shown.grid.nextElementSibling;
      const below = caption(old !== null);
      if (!below) old?.remove();
      else if (old) patch(old, below);
      else shown.grid.after(below);
      if (had && document.activeElement === document.body) document.getElementById(had)?.focus({ preventScroll: true });
      redraw(place.querySelector('.panel')!, panel());
    } else {
      shown = { grid: grid(dots, label()), dots };
      redraw(place, h('h1', { tabindex: -1 }, t(single ? 'one.ask.table' : 'one.ask')),
        h('div', { class: 'split' }, h('figure', {}, shown.grid, caption(false)), h('div', { class: 'panel' }, panel())));
    }
  }

  const panel = (): Child => (!tracks ? betting() : over() ? outcome() : still() && !busy ? button('one-step', t('one.step'), step, { class: 'main' })
    : h('p', { class: 'waiting', 'aria-hidden': 'true' }, t('one.yours'), ': ', h('b', {}, bet)));

  async function load(): Promise<Track[]> {
    return stage.engine.ask('run', { which, seed: stage.seed + 1000 * throws, arms: [{ use: [] }], seats: hundred(0),
      watch: { every: YEAR, columns: COLUMNS } });
  }

  function step(): void {
    const before = kinds();
    year++;
    if (year === years) finish();
    show(before);
  }

  function finish(): void {
    busy = false;
    earlier.push(all());
    stage.say(place, summary());
  }

  async function run(): Promise<void> {
    const mine = ++turn;
    busy = true;
    for (const b of place.querySelectorAll<HTMLButtonElement>('#one-run, #one-again')) { b.disabled = true; b.textContent = t('four.busy'); }
    place.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }); // not lost with the button while the networks are read
    tracks = await load();
    year = 0;
    if (mine !== turn) return;
    if (still()) busy = false;
    show();
    toTop(place);
    if (still()) return;
    while (year < years) {
      await wait(BEAT);
      if (mine !== turn) return;
      const before = kinds();
      year++;
      if (year === years) finish();
      show(before);
    }
  }

  function again(): void {
    throws++;
    run();
  }

  return {
    name: 'one.name',
    asks: () => (!over() ? 'teacher.one' : looked.size < 3 ? 'teacher.one.after' : said === null ? 'teacher.one.saw' : throws === 0 ? 'teacher.one.again' : 'teacher.one.differs'),
    fixed: () => tracks !== null,
    votes: () => ['0–20', '21–40', '41–60', '61–80', '81–100'],
    draw(where) {
      place = where;
      if (seed !== stage.seed) { // another class: other networks
        turn++;
        seed = stage.seed;
        [throws, tracks, year, busy, counts, said, looked] = [0, null, 0, false, 'won', null, new Set<Counts>(['won'])];
        earlier.length = 0;
      }
      shown = null; // perhaps in another language
      if (busy) { turn++; busy = false; if (tracks && year < years) { year = years; earlier.push(all()); } }
      show();
    },
    leave() { turn++; if (busy && tracks) { busy = false; year = years; earlier.push(all()); } },
  };
}
