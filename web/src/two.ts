// two.ts: one table, month by month. At month twelve: who leaves first? Then to the end.
import { allDrawn, bar, drawn, h, holdInSight, inPieces, later, name, ownPicture, patch, redraw, replace, s, still, toSight, toTop, type Child } from './dom';
import { button, saw, sentence, titleOf, type Scene, type Stage } from './stage';
import { broad, onBroad, table } from './seats';
import { few, signs } from './start';
import { here, leavers, loudness, quarrels, YEAR } from './future';
import { bondsOf, chairsOf, groupsOf, HAS, MANY, nameOf, retell, tell, toldOf, type Story } from './story';
import { Plot } from './pack';
import type { Line } from './told';
import { big, count, language, series, t, type Word } from './words';

const NOBODY = -1;
const narrow = matchMedia('(max-width: 859px)'); // one column
// What is told below the picture while it plays: the weightiest of a month, and who leaves before all else.
const headline = (told: Line[]): Line | undefined => [...told].sort((a, b) => Number(b.plot === Plot.leaves) - Number(a.plot === Plot.leaves) || b.weight - a.weight)[0];
// How long a month stays: so that this can be read.
const QUIET = 220; // ms
function pace(told: Line[]): number {
  const line = headline(told);
  if (!line) return QUIET;
  return (line.plot === Plot.leaves ? 1500 : 700) + 170 * line.text.textContent!.split(/\s+/).length;
}
const TWICE = 500; // ms: what is tapped that soon where a chair closed was meant for the chair
const MOST = 40; // members that fit on the list beside the table
const AT_ONCE = 3; // lines of the list
const PIECE = 5; // chairs in words

type Leaver = ReturnType<typeof leavers>[number] | undefined;

export function two(stage: Stage): Scene {
  let place: HTMLElement;
  let leaver: { of: Story; first: Leaver } | null = null;
  let log: { of: string; section: HTMLElement; list: HTMLElement; items: Map<string, HTMLElement>; whole: boolean } | null = null; // the list as it stands
  let wagers: { of: string; box: HTMLElement } | null = null; // chairs to bet on
  let story: Story | null = null;
  let seed = -1; // of the story
  let month = 0; // that the picture shows
  let far = 0; // the last one that was reached
  let bare = false; // what nobody saw is shown too
  let bet: number | null = null;
  let chosen: number | null = null;
  let said: string | null = null;
  let playing = false;
  let timer: ReturnType<typeof setTimeout> | null = null; // the next beat
  let told = language();
  let drawnOf: Story | null = null; // what the picture is of
  let painted = ''; // what it shows
  let seated = '';
  let wave = 0; // the last touch that is being drawn
  let late = false; // its picture is not there yet
  let closed = -TWICE; // when a chair was
  let seatsOpen = false; // the chairs as words, once all is over
  onBroad(() => { if (place?.isConnected && story) show(); });

  const stop = () => { if (timer !== null) clearTimeout(timer); [playing, timer] = [false, null]; place?.classList.remove('plays'); };
  const end = () => story!.months;
  const year = () => Math.min(YEAR, end());
  const over = () => bet !== null && far === end();
  const fixed = () => bet !== null && (playing || far > year() || over()); // the run goes on: until then another chair can be chosen
  const betting = () => !fixed() && month === YEAR; // the picture shows what the question is about
  const first = (): Leaver => {
    if (leaver?.of !== story) leaver = { of: story!, first: leavers(story!.track, story!.members, YEAR)[0] };
    return leaver!.first;
  };
  const known = () => over() || (fixed() && first() !== undefined && far >= first()!.month); // who was the first to leave
  const label = (org: number) => nameOf(story!, org, month);

  const on = (org: number) => (org === NOBODY ? t('two.nobody') : toldOf(story!, org, YEAR)); // as it was called when it was bet on
  // Has anybody left before the question is put?
  const before = () => leavers(story!.track, story!.members, 0).some((x) => x.month <= YEAR);

  // ---- pictures ----

  // Who is asked about once all is over: as it was the month before it left.
  const asked = () => (over() && first()?.month === month + 1 ? first()!.org : null);
  const bonds = () => bondsOf(story!, month, chosen ?? asked());
  const groups = () => groupsOf(story!, month, far);
  const chairs = () => chairsOf(story!, month, chosen ?? asked(), bet, groups());

  function summary(): string {
    const present = chairs().filter((c) => !c.empty).length;
    const loud = bonds().filter((b) => b.quarrel).map((b) => big(t('two.quarrel', { a: toldOf(story!, b.a, month), b: toldOf(story!, b.b, month) })));
    const other = groups();
    const those = (second: boolean) => series(chairs().flatMap((c, i) => (!c.empty && other![i] === second ? [toldOf(story!, i, month)] : [])));
    return `${t('two.month', { n: month })}. ${present}/${story!.members}. ${loud.join(' ')}${other ? ` ${t('two.groups.are', { a: those(false), b: those(true) })}` : ''}`;
  }

  function picture(whole = true): HTMLElement {
    return h('figure', {}, table(chairs(), story!.members > MANY ? bonds().filter((b) => b.quarrel || b.a === chosen || b.b === chosen) : bonds(),
      broad.matches, summary(), choose, whole),
    h('figcaption', {}, h('p', { class: 'clock' }, clock()), groups() && h('p', { class: 'key groups' }, t('two.groups')), narrow.matches && bulletin()));
  }

  // In one column the list is out of sight: of what was told last one line stands below the month, for as long as there is more to come.
  function bulletin(): Child {
    if (over() || betting()) return null;
    if (far === 0) return h('div', { class: 'bulletin past' }, few());
    let m = month;
    while (m > 0 && story!.seen[m].length === 0) m--;
    const line = headline(story!.seen[m]);
    return h('p', { class: m === month ? 'bulletin' : 'bulletin past' }, line && [m < month && h('b', {}, t('two.month', { n: m }), ': '), line.text.cloneNode(true)]);
  }

  // In one column the answer stands below the picture: the heading is out of sight while it plays.
  const below = () => narrow.matches && known() && !over() && month === first()!.month;
  const clock = () => [below() ? result() : `${month ? t('two.month', { n: month }) : t('two.start')}${asked() === null ? '' : `, ${t('two.before')}`}`];

  // The chairs once more, as words: to tap, to bet on, and for who does not see the picture.
  function people(pick: (org: number) => void, pressed: number | null, only = false, more: Child = null, whole = false): HTMLElement {
    const list = chairs().map((c, i) => ({ ...c, i })).filter((c) => !only || !c.empty);
    const few = story!.members <= 14;
    const row = (one: (c: (typeof list)[number]) => Child) => (whole ? list.slice(0, MOST).map(one) : inPieces(list.slice(0, MOST), PIECE, one));
    return h('div', { class: 'people', role: 'group', 'aria-label': t('two.seats') }, row((c) =>
      button(`seat-${c.i}`, [h('span', { class: 'n' }, c.i + 1), few && name((only && c.name) || c.label), few && c.empty && h('em', {}, ` ${t('two.gone')}`)],
        () => pick(c.i), { 'aria-pressed': pressed === c.i ? 'true' : 'false', class: `${c.empty ? 'off' : ''}${few ? '' : ' bare'}`,
          ...(few ? {} : { 'aria-label': c.empty ? `${c.label}, ${t('two.gone')}` : c.label, title: c.label }) })), later(() => more, whole),
    list.length > MOST && h('p', {}, t('two.many', { n: story!.members })));
  }

  const everybody = (whole = true) => people(choose, chosen, false, null, whole);
  // Once all is over they are folded: there are other things to do.
  const everyone = (whole = true): Child => seen() && (over() ? h('details', { class: 'seats', open: seatsOpen, ontoggle: (e: Event) => { seatsOpen = (e.target as HTMLDetailsElement).open; } },
    h('summary', { id: 'two-seats' }, t('two.seats.look')), everybody(whole)) : everybody(whole));

  function choose(org: number): void {
    chosen = chosen === org ? null : org;
    show();
    if (chosen !== null && narrow.matches) beside(); // there it comes up from below
    else if (chosen !== null) toSight(place, '.sheet h2'); // no more than that: the chairs stay where they are
  }

  // The picture stands above what comes up from below.
  async function beside(): Promise<void> {
    await drawn();
    if (place.isConnected) place.querySelector('figure')?.scrollIntoView({ block: 'start', behavior: still() ? 'auto' : 'smooth' });
  }

  // In words what its half of the tie shows: how thick, and how many bars.
  function half(trust: number, vigilance: number): string {
    const words: Word[] = [trust >= 0.5 ? 'tie.trust' : 'tie.little', ...(vigilance >= 0.5 ? ['tie.guard' as const] : vigilance >= 1 / 6 ? ['tie.bit' as const] : [])];
    return words.map((word) => t(word)).join(', ');
  }

  // Where its interests lie, between the words that the scenario has for both ends.
  function axes(org: number): Child {
    const list = Object.entries(stage.lesson.table.words?.axes ?? {}).flatMap(([column, words]) => {
      const ends = words[language()] ?? words.en;
      return ends ? [{ ends, at: Math.min(1, Math.max(-1, story!.track.value[column][month][org])) }] : [];
    });
    return list.length > 0 && [h('h3', {}, t('seat.wants')), h('ul', { class: 'axes' }, list.map(({ ends, at }) => h('li', {}, h('span', {}, ends[0]),
      s('svg', { viewBox: '0 0 100 16', role: 'img', 'aria-label': `${ends[0]} – ${ends[1]}: ${Math.round(50 + 50 * at)} / 100` },
        s('line', { x1: 6, x2: 94, y1: 8, y2: 8, class: 'axis' }), s('circle', { cx: 50 + 44 * at, cy: 8, r: 6, class: 'g-fill' })), h('span', {}, ends[1]))))];
  }

  function sheet(org: number): HTMLElement {
    const { track, ties } = story!;
    const v = track.value;
    const balance = v.balance[month][org];
    const own = ties.filter((x) => (x.a === org || x.b === org) && here(track, month, x.a) && here(track, month, x.b));
    return h('section', { class: 'sheet', 'aria-label': label(org) }, h('h2', {}, name(label(org))),
      !here(track, month, org) ? h('p', {}, t('seat.empty')) : [
        h('p', {}, t(balance < -0.02 ? 'seat.gives' : balance > 0.02 ? 'seat.gets' : 'seat.even')),
        h('dl', { class: 'links', 'aria-label': t('seat.has') }, Object.entries(HAS).map(([column, word]) => {
          const value = Math.min(1, Math.max(0, v[column][month][org]));
          return h('div', {}, h('dt', {}, t(word)), h('dd', {}, bar(value)));
        })),
        () => axes(org), () => [h('h3', {}, t('seat.ties')), h('ul', {}, own.slice(0, MOST).map((x) => h('li', {}, name(label(x.a === org ? x.b : x.a)), ': ',
          quarrels(track, month, x) ? t('tie.quarrel') : half(v.trust[month][x.a === org ? x.there : x.back], v.vigilance[month][x.a === org ? x.there : x.back]))))]],
      button('seat-close', t(betting() ? 'two.close.bet' : 'two.close'), () => { [chosen, closed] = [null, performance.now()]; show(); }, { class: betting() ? 'main' : '' }));
  }

  // What there was to notice until now; all of it once it is over, and on request what nobody saw.
  function feedList(): [string, () => HTMLElement][] {
    const items: [string, () => HTMLElement][] = []; // each by what it shows
    const until = over() ? end() : month;
    let quiet: [number, number] | null = null;
    const flush = () => {
      const [from, to] = quiet ?? [0, 0];
      const here = month >= from && month <= to ? ' here' : ''; // where the list is scrolled to
      if (quiet) items.push([`${from}-${to}${here}`, () => {
        const list = faces(from, to);
        return h('li', { class: `quiet${here}` }, t(`two.quiet${from === to ? '.one' : ''}${list ? '.faces' : ''}`, { from, to, what: list }));
      }]);
      quiet = null;
    };
    const unseen = story!.told.filter((x) => x.unseen);
    for (let m = 1; m <= until; m++) {
      const seen = story!.seen[m];
      const not = bare ? unseen.filter((x) => x.month === m) : [];
      if (seen.length + not.length === 0) { quiet = quiet ? [quiet[0], m] : [m, m]; continue; }
      flush();
      const kind = m === month ? 'now' : over() && m === first()?.month ? 'gone' : '';
      items.push([`${m} ${kind} ${not.length}`, () => h('li', { class: kind }, h('b', {}, t('two.in', { n: m })), h('span', {}, seen.map((e) => [e.text.cloneNode(true), ' ']), more(m), changed(m),
        not.map((e) => h('em', { class: 'unseen-act' }, e.text.cloneNode(true), ' '))))]);
    }
    flush();
    return items;
  }

  // A sentence that begins with a name that is kept apart.
  const begun = (text: string) => text.replace(/^\u2068?./u, (c) => c.toUpperCase());

  // Who sent somebody else in those months: in small letters, as one complaint of scene 3 is about them.
  function faces(from: number, to: number): string {
    const { track } = story!;
    const who = track.events.filter((e) => e.kind === 'representative.leaves' && e.month >= from && e.month <= to && here(track, e.month, e.who)).map((e) => `\u2068${toldOf(story!, e.who, e.month)}\u2069`);
    const each = [...new Set(who)];
    return each.length > 0 ? t(each.length > 1 ? 'two.faces.many' : 'two.faces', { list: series(each, 'and') }) : '';
  }

  function changed(m: number): Child {
    const list = faces(m, m);
    return list && h('small', {}, `${begun(list)}. `);
  }

  // A month in which more happened than there is room for says so.
  function more(m: number): Child {
    const n = story!.told.filter((x) => x.month === m && !x.unseen).length - story!.seen[m].length;
    return n > 0 && h('small', {}, t('two.more', { n: count(n) }), ' ');
  }

  function feed(): Child {
    const unseen = story!.told.filter((x) => x.unseen);
    return [over() && unseen.length > 0 && button('two-bare', t(bare ? 'two.unseen.hide' : 'two.unseen', { n: unseen.length }), () => { bare = !bare; show(); }),
      listed()];
  }

  const shownIn = () => [story!.replicate, seed, language(), narrow.matches].join();

  // The list stays the same element, and what it says as before stays in it; many new lines come in pieces.
  function listed(): Child {
    const all = feedList();
    if (all.length === 0) return null;
    if (log?.of !== shownIn()) {
      const list = h('ol', { class: 'feed', tabindex: 0, 'aria-label': t('two.feed') });
      const folded = () => h('details', { class: 'log', ontoggle: () => reveal() }, h('summary', {}, t('two.feed.fold')), list);
      log = { of: shownIn(), list, items: new Map(), whole: false, section: narrow.matches ? folded() : h('section', {}, h('h2', {}, t('two.feed')), list) };
    }
    if (log.section instanceof HTMLDetailsElement && over() && !log.whole) log.section.open = log.whole = true; // then it is all to be read
    const { items, list, section } = log;
    const item = ([key, make]: (typeof all)[number]) => {
      if (!items.has(key)) items.set(key, make());
      return items.get(key)!;
    };
    const parts: Child[] = [];
    let fresh: typeof all = []; // those next to each other
    const flush = () => {
      const these = fresh;
      if (these.length > 0) parts.push(() => these.map(item));
      fresh = [];
    };
    const few = all.filter(([key]) => !items.has(key)).length <= AT_ONCE;
    for (const x of all) {
      if (few || items.has(x[0])) { flush(); parts.push(item(x)); }
      else if (fresh.push(x) === AT_ONCE) flush();
    }
    flush();
    replace(list, parts);
    return section;
  }

  // Those to bet on: the same buttons as long as the question is the same.
  function wagering(): HTMLElement {
    if (wagers?.of !== shownIn() || !wagers.box.firstElementChild)
      wagers = { of: shownIn(), box: h('div', { class: 'bet' }, () => people(wager, bet, true,
        button('seat-nobody', t('two.nobody'), () => wager(NOBODY), { class: 'nobody', 'aria-pressed': bet === NOBODY ? 'true' : 'false' }))) };
    for (const b of wagers.box.querySelectorAll('button')) b.setAttribute('aria-pressed', String(b.id === (bet === NOBODY ? 'seat-nobody' : `seat-${bet}`)));
    return wagers.box;
  }

  // The list is scrolled to what there is to look at, once all of it is there.
  async function shown(): Promise<void> {
    const mine = wave;
    await allDrawn();
    if (mine !== wave) return;
    reveal();
  }

  // The list is scrolled to where that is: once it is over, to who left, of whom the picture shows the month before.
  function reveal(): void {
    const css = over() && bare ? '.unseen-act' : asked() !== null ? '.gone' : '.now, .here';
    const list = place.querySelector('.feed');
    const to = list?.querySelector(css) ?? list?.lastElementChild;
    if (!list || !to) return;
    const above = Math.max(4, Math.min(60, list.clientHeight - to.getBoundingClientRect().height - 8)); // as much of what comes before as there is room for
    list.scrollTop += to.getBoundingClientRect().top - list.getBoundingClientRect().top - above;
  }

  // ---- steps ----

  const limit = () => (bet === null ? year() : end());

  function move(to: number): void {
    const was = far;
    month = Math.max(0, Math.min(limit(), to));
    far = Math.max(far, month);
    if (month === limit()) stop();
    if (far > was && far === limit()) {
      chosen = null; // a chair that was looked at does not stand before the question
      if (over() && first()) month = first()!.month - 1; // what is asked then is of that month
      stage.say(place, summary());
    }
    show();
    if (far > was && far === limit()) put();
  }

  // What comes after the last month that was waited for: the question, or the answer.
  function put(): void {
    toTop(place, false);
  }

  // The same chair once more takes it back. The list stays where it is; in one column what goes on stands at the foot of the screen.
  function wager(org: number): void {
    if (narrow.matches && performance.now() - closed < TWICE) return;
    bet = bet === org ? null : org;
    move(month);
  }

  // A month while it plays: what is asked and what there is to do stay as they are, the picture and the list go on.
  function beatOn(): void {
    month++;
    far = Math.max(far, month);
    repaint();
    patch(place.querySelector('.steps')!, steps());
    const seats = place.querySelector('.people');
    if (seats) patch(seats, everybody());
    if (listed() && (chosen !== null || !place.querySelector('.feed'))) show();
    else reveal();
  }

  function play(): void {
    const goal = limit();
    if (still()) { move(goal); return; }
    const beat = () => {
      const gone = bet !== null && first()?.month === month + 1 && far <= month; // what was bet on
      if (gone) { stop(); stage.say(place, result()); }
      if (month + 1 < goal && far >= month && !gone) beatOn();
      else move(month + 1); // at the goal it stops
      if (playing) timer = setTimeout(beat, pace(story!.seen[month]));
    };
    [playing, chosen] = [true, null]; // the list is read while it plays
    timer = setTimeout(beat, QUIET);
    show();
    place.classList.add('plays'); // the page is long enough then, whatever is still to be drawn
    if (narrow.matches) holdInSight(place.querySelector('figure')!); // with what is told below it
  }

  const toggle = () => { if (playing) { stop(); show(); } else play(); };

  function steps(): HTMLElement {
    const done = month >= limit();
    const last = t(bet === null && end() > YEAR ? 'two.end.bet' : 'two.end');
    return h('div', { class: 'row steps' },
      button('two-back', '◀', () => { stop(); move(month - 1); }, { 'aria-label': t('two.back'), title: t('two.back'), disabled: month === 0 }),
      button('two-play', t(playing ? 'two.pause' : far === 0 ? 'two.run' : 'two.play'), toggle, { class: far === limit() ? '' : 'main', disabled: done }),
      button('two-next', '▶', () => { stop(); move(month + 1); }, { 'aria-label': t('two.next'), title: t('two.next'), disabled: done }),
      button('two-end', '▶▶', () => { stop(); move(limit()); }, { 'aria-label': last, title: last, disabled: done }));
  }

  // Does the one with the most quarrels go first more often than by lot: clearly, and then most of the time?
  function lot(): Word {
    const { loud, quiet, lot: by, spread } = story!;
    return loud <= by + 2 * spread ? 'two.lot.same' : loud > quiet ? 'two.lot.most' : 'two.lot.more';
  }

  // Who left, and what the bet was.
  function result(): string {
    const gone = first();
    const right = (gone?.org ?? NOBODY) === bet;
    return t(`two.result.${gone ? (right ? 'right' : 'wrong') : right ? 'none.right' : 'none'}`,
      { who: gone ? toldOf(story!, gone.org, gone.month - 1) : '', month: gone?.month ?? 0, bet: on(bet!) });
  }

  // What the sentence says is not what was seen just now: that is said first. Of all runs of this table: how often the first to leave had the most quarrels.
  function often(loudNow = false): Child {
    const { many, quiet, loud, lot: by } = story!;
    const left = quiet + loud;
    return h('p', { class: 'law' }, loudNow && `${t('two.this.loud')} `, left === 0 ? t('two.hundred.none', { many }) : [t('two.hundred', { many, quiet, loud, left, lot: Math.round(by) }), ' ', t(lot()), many > 2 * left && ` ${t(story!.why === 'two.why.first' ? 'two.lot.nobody' : 'two.lot.chosen', { n: many - left, many })}`, ` ${t('two.reasons')}`]);
  }

  function outcome(whole = true): Child {
    const gone = first();
    const who = gone ? toldOf(story!, gone.org, gone.month - 1) : '';
    const before = gone ? gone.month - 1 : end();
    const loud = loudness(story!.track, story!.ties, story!.members, before);
    const most = Math.max(...loud);
    const mine = gone ? loud[gone.org] : most;
    const truth = mine === 0 ? 'no' : mine === most && gone ? 'all' : 'yes';
    const reason = gone && story!.told.find((x) => x.kind === 'member.leaves' && x.who === gone.org && x.month === gone.month);
    return [reason && h('p', { class: 'reason' }, reason.text.cloneNode(true)),
      later(() => saw('two-saw', gone ? t('two.saw', { n: before, who }) : t('two.saw.none'), [['no', t('two.saw.no')], ['yes', t('two.saw.yes')], ...(gone ? [['all', t('two.saw.all')] as [string, string]] : [])],
        truth, said, (x) => { said = x; redraw(place.querySelector('.outcome')!, outcome(false)); }), whole),
      said !== null && later(() => sentence('two.sentence', ['loudest'], often(truth === 'all')) ?? often(), whole),
      said !== null && later(() => h('details', {}, h('summary', {}, h('span', {}, t('two.which'), ' ', h('small', {}, t(story!.why.replace('why', 'gist') as Word)))), h('p', {}, t('two.picked', { n: story!.replicate + 1, why: t(story!.why) })), button('two-other', t('two.another'), another)), whole),
      said !== null && h('div', { class: 'row' }, onward())];
  }

  const onward = (): Child => stage.has('three') && button('two-on', t('on', { name: t(stage.next ?? 'three.name') }), () => stage.go('three'), { class: 'main' });

  function panel(): Child {
    if (chosen !== null) return [sheet(chosen), playing && listed()];
    if (far < year())
      return [far === 0 && stage.lesson.table.words?.title && h('p', { class: 'about' }, titleOf(stage.lesson.table), '.'), feed(), h('p', { class: 'law' }, t('two.tap'))];
    if (!fixed() && month < year())
      return [button('two-return', t('two.return', { n: year() }), () => { stop(); move(year()); }, { class: 'main' }), feed(), h('p', { class: 'law' }, t('two.tap'))];
    if (bet === null && end() < YEAR)
      return [feed(), h('div', { class: 'row' }, button('two-other', t('two.another'), another, { class: stage.next ? '' : 'main' }), stage.next && onward())];
    if (!fixed())
      return [wagering(), bet !== null && h('p', { class: 'waiting' }, t('two.bet.open', { who: on(bet) })), feed()];
    return [!known() && h('p', { class: 'waiting' }, t('two.bet', { who: on(bet!) })),
      over() && h('div', { class: 'outcome' }, outcome()), feed()];
  }

  // The question is of the month that the picture shows.
  function heading(): string {
    if (!fixed()) return t(far < year() ? 'two.first' : month < year() ? 'two.look' : end() < YEAR ? 'two.short' : before() ? 'two.ask.next' : 'two.ask', { n: end() });
    return known() && !below() ? result() : t('two.watch');
  }

  const seen = () => fixed() || month < year(); // everybody's chairs, to be looked at

  // What the picture shows, and what the chairs in words: where that is as it was, neither is drawn anew.
  const scenery = () => [month, chosen, asked(), bet, betting(), broad.matches, language()].join();
  const chairsNow = () => [seen(), over(), month, chosen, language()].join();

  function repaint(fresh = painted === scenery() ? null : picture()): void {
    painted = scenery();
    if (fresh) patch(place.querySelector('figure')!, fresh);
  }

  function reseat(): void {
    if (seated === chairsNow()) return;
    seated = chairsNow();
    redraw(place.querySelector('.all')!, everyone());
  }

  // Only where it says something else.
  function anew(css: string, fresh: Element): void {
    const old = place.querySelector(css)!;
    if (!old.isEqualNode(fresh)) redraw(old, ...fresh.childNodes);
  }

  // The same scene later: what stays the same of the picture stays, with what can be touched. What is read and touched comes
  // at once; the picture, the chairs in words and the place in the list follow, each in a task of its own. A picture that
  // still waits when the next touch comes is drawn with it: else months that go fast would show none.
  async function again(): Promise<void> {
    const mine = ++wave;
    anew('h1', h('h1', { tabindex: -1 }, heading()));
    anew('.clock', h('p', { class: 'clock' }, clock()));
    anew('.steps', steps());
    redraw(place.querySelector('.panel')!, panel());
    if (!seen()) reseat(); // those to bet on are in the panel
    let fresh: HTMLElement | undefined;
    if (!late && painted !== scenery()) {
      late = true;
      await drawn();
      if (mine !== wave) return;
      const of = scenery();
      fresh = picture();
      await ownPicture();
      if (mine !== wave) return;
      if (of !== scenery()) fresh = undefined; // a month has passed meanwhile
    }
    late = false;
    repaint(fresh);
    for (const part of [reseat, shown]) {
      await drawn();
      if (mine !== wave) return;
      part();
    }
  }

  // In pieces where the scene begins: between touches it is drawn at once.
  function show(whole = true): void {
    if (!story) { wave++; redraw(place, h('h1', { tabindex: -1 }, t('two.first')), h('p', { class: 'waiting' }, t('waiting'))); return; }
    if (told !== language()) { told = language(); retell(stage, story); }
    if (whole && drawnOf === story && place.querySelector('.two .table')) { again(); return; }
    [drawnOf, painted, seated, late] = [story, scenery(), chairsNow(), false];
    wave++;
    redraw(place, h('h1', { tabindex: -1 }, heading()),
      h('div', { class: 'split two' }, h('div', {}, picture(whole), steps(), later(() => [few(), signs()], whole)),
        h('div', {}, h('div', { class: 'panel' }, later(panel, whole)), h('div', { class: 'all' }, () => everyone(false)))));
    if (whole) shown();
  }

  async function load(after: number): Promise<void> {
    stop();
    story = null;
    seed = stage.seed;
    [month, far, bare, bet, chosen, said] = [0, 0, false, null, null, null];
    show();
    await drawn();
    story = await tell(stage, after);
    told = language();
    show(false);
  }

  function another(): void {
    load(story!.replicate + 1);
    toTop(place);
  }

  return {
    name: 'two.name',
    // Nine keys: where there are more chairs, those of the first nine; then nobody, by touch.
    asks: () => (!story ? 'teacher.two.before' : over() ? 'teacher.two.over' : fixed() ? 'teacher.two.goes' : far < year() ? 'teacher.two.before' : before() ? 'teacher.two.next' : 'teacher.two'),
    fixed,
    votes: () => (story && (betting() || bet !== null) ? [...chairs().flatMap((c, i) => (i < 9 ? [c.label] : [])), t('two.nobody')] : []),
    draw(where) {
      place = where;
      if (seed !== stage.seed) load(0);
      else show(false);
    },
    leave() { stop(); wave++; },
    key(key) {
      if (!story) return false;
      if (key === 'Escape' && chosen !== null) { chosen = null; show(); return true; }
      stop();
      if (key === 'ArrowRight') move(month + 1);
      else if (key === 'ArrowLeft') move(month - 1);
      else return false;
      return true;
    },
  };
}
