// six.ts: a network of one's own: names on the seats, how it is there, month by month; a sentence to argue with, and
// three cards to take home on paper.
import { claims, sideOf, type Claim } from './claims';
import { drawn, h, inPieces, name, redraw, s as svg, toSight, toTop, type Child } from './dom';
import { glyph, grid } from './dots';
import { codeOf, fileOf, LEAST, MIDDLE, MOST, namesOf, ownOf, packOfOwn, readOwn, SETTINGS, valuesOf } from './own';
import type { Lesson, Pack } from './pack';
import { differ, outcomes, type Difference, type Lab } from './proof';
import { hundred, type Arm } from './room';
import { broad, onBroad, table, tie } from './seats';
import { button, choose, labOf, member, packOf, points, saw, type Scene, type Stage } from './stage';
import { two } from './two';
import { trail } from './trail';
import { lettersField } from './typed';
import { known, language, series, t, type Word } from './words';

type Tab = 'seats' | 'desk' | 'live' | 'argue' | 'cards';
type Guess = 'better' | 'same' | 'worse';
type Fate = 'saved' | 'lost' | 'anyway' | 'not';
interface Seen { bet: Guess; fates: Fate[]; first: boolean; settings: number[] }
interface Tried { sentence: Word; lines: ({ claim: Claim } & Difference)[] }

const TABS: Tab[] = ['seats', 'desk', 'live', 'argue', 'cards'];
const FATES: Fate[] = ['saved', 'lost', 'anyway', 'not'];
const ARGUED = 200; // networks of one's own that a sentence is held against
const CARDS = 3;
const BETS = 3; // the last so many stand on the sheet
const TRUST = SETTINGS.findIndex(({ id }) => id === 'trust');
const FILE = 65536; // bytes of a file that is read
// Sentences whose experiments any network can be put to.
const SENTENCES: [Word, string[]][] = [['one.sentence', ['alive', 'content']], ['four.sentence', ['moment', 'days']],
  ['five.leader.sentence', ['leader', 'lean']], ['five.contract.sentence', ['hardens', 'carries']],
  ['five.together.sentence', ['little', 'everything']], ['five.duty.sentence', ['stay', 'want']]];

export function six(stage: Stage): Scene {
  let place: HTMLElement;
  let tab: Tab = 'seats';
  let typed = firstNames();
  let settings = [...MIDDLE];
  let against: number[] = [...MIDDLE]; // what the next bet is held against
  let seen: Seen | null = null;
  let made: Seen[] = []; // of this table
  let said: string | null = null;
  let busy = false;
  let tried: Tried | null = null;
  let cards: string[] = []; // causes
  let ended = false; // the sheet is shown
  let trouble = ''; // about a file or a code
  let live: Scene | null = null;
  let opened = ''; // the network that the engine has
  let seed = stage.seed;
  let turn = 0;

  onBroad(() => { if (place?.isConnected && tab === 'seats') show(); });

  const names = () => namesOf(typed);
  const fits = () => names().length >= LEAST && names().length <= MOST;
  const open = () => SENTENCES.filter(([, rests]) => rests.every((id) => claims.some((c) => c.id === id)));
  const word = (i: number) => t(`six.${SETTINGS[i].id}` as Word);

  function firstNames(): string {
    const { table: pack } = stage.lesson;
    const n = pack.units[0].members;
    return Array.from({ length: n >= LEAST && n <= MOST ? n : 9 }, (_, i) => member(n <= MOST ? pack : { ...pack, labels: [] }, i)).join('\n');
  }

  // ---- the engine ----

  const pack = (): Pack => packOfOwn(packOf(stage, 'population'), stage.lesson.table.seed, names(), settings);

  async function openOwn(): Promise<void> {
    const mine = pack();
    const key = JSON.stringify(mine.units);
    if (key === opened) return;
    opened = key;
    await stage.engine.ask('own', { pack: mine });
  }

  // This network in the place of the lesson's; scene 2 goes on to the next step.
  function own(): Stage {
    const { population: _population, ...rest } = stage.lesson;
    const lesson: Lesson = { ...rest, table: pack() };
    return { ...stage, lesson, next: 'six.tab.argue', has: (scene) => scene === 'three', go: () => turnTo('argue'), engine: { ask: (ask, rest_) => stage.engine.ask(ask, { ...rest_, ...('which' in rest_ ? { which: 'own' as const } : {}) }) } };
  }

  // Of each of the same hundred tables: does it succeed?
  async function successes(arms: Arm[]): Promise<Float32Array[]> {
    await openOwn();
    const [all] = await stage.engine.ask('ends', { which: 'own', seed: stage.seed, arms, seats: arms.flatMap((_, arm) => hundred(arm)), columns: ['success'] });
    return arms.map((_, arm) => all.slice(100 * arm, 100 * arm + 100));
  }

  // ---- seats ----

  function seats(): Child {
    const drawing = (whole = true) => {
      const list = names().slice(0, MOST);
      return table(list.map((label) => ({ label, name: label, empty: false, chosen: false, newcomer: false, mark: false })), [], broad.matches,
        t('six.list', { list: series(list) }), () => undefined, whole);
    };
    const figure = h('figure', {}, drawing(false));
    const wrong = () => (fits() ? '' : t(names().length < LEAST ? 'six.few' : 'six.many', { least: LEAST, most: MOST }));
    const told = h('p', { id: 'six-wrong', class: 'verdict', role: 'status' }, wrong());
    const field = h('textarea', { id: 'six-names', rows: 9, spellcheck: 'false', autocomplete: 'off', dir: 'auto', 'aria-describedby': 'six-help six-wrong', oninput: () => {
      typed = field.value;
      told.textContent = wrong();
      field.setAttribute('aria-invalid', String(!fits()));
      figure.replaceChildren(drawing());
      forget();
    } });
    field.value = typed;
    return h('div', { class: 'split' }, figure, h('div', { class: 'panel' },
      h('div', { class: 'bet' }, h('label', { for: 'six-names' }, t('six.names')), field, told),
      button('six-desk', t('on', { name: t('six.tab.desk') }), () => turnTo('desk'), { class: 'main' }),
      h('p', { id: 'six-help', class: 'law' }, t('six.help')), keeping()));
  }

  // A code without the names, to read aloud; a file with them.
  function keeping(): HTMLElement {
    const told = h('p', { id: 'six-trouble', class: 'verdict', role: 'status' }, trouble);
    const letters = lettersField('six-code', 'six.code.other', 'six.code.none', (code) => {
      const read = ownOf(code);
      if ('wrong' in read) return read;
      const list = names();
      typed = Array.from({ length: read.seats }, (_, i) => list[i] ?? t('seat.number', { n: i + 1 })).join('\n');
      take(read.settings);
      return '';
    });
    const file = h('input', { id: 'six-file', type: 'file', accept: '.json,application/json', onchange: async () => {
      const [chosen] = file.files ?? [];
      const read = chosen && chosen.size <= FILE ? readOwn(await chosen.text(), stage.lesson.causes.map((c) => c.id)) : null;
      if (!read) { told.textContent = t('six.file.none'); return; }
      typed = read.names.join('\n');
      cards = read.cards;
      take(read.settings);
    } });
    return h('details', { open: trouble !== '' }, h('summary', {}, t('six.keep')), fits() && h('p', {}, t('six.code'), ' ', h('b', { class: 'code' }, codeOf({ names: names(), settings, cards }))),
      letters.row, letters.trouble,
      h('p', {}, button('six-save', t('six.save'), save)), h('p', { class: 'stake' }, h('label', { for: 'six-file' }, t('six.load')), file), told);
  }

  function take(read: number[]): void {
    settings = [...read];
    trouble = t('six.taken');
    forget();
    show();
    trouble = '';
  }

  function save(): void {
    if (!fits()) { document.getElementById('six-names')?.focus(); return; }
    const url = URL.createObjectURL(new Blob([fileOf({ names: names(), settings, cards })], { type: 'application/json' }));
    h('a', { href: url, download: 'polder-table.json' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  // Another network: what was seen of the last one is of the last one.
  function forget(): void {
    turn++;
    [seen, said, tried, live, busy, made] = [null, null, null, null, false, []];
    against = [...MIDDLE];
  }

  // ---- settings, and a bet ----

  const step = (i: number) => t(`six.step.${settings[i]}` as Word);
  // How thick a tie is drawn, on average, where there is so much trust.
  const sampleOf = (at = settings[TRUST], long = 64) => { const x = SETTINGS[TRUST].at[at]; return svg('svg', { viewBox: `0 0 ${long} 12`, width: long, height: 12, class: 'tie-sample' }, tie({ x: 4, y: 6 }, { x: long - 4, y: 6 }, [x, x], [0, 0], false)); };

  const middle = () => against.every((x) => x === 2);

  function desk(): Child {
    const betting = h('div', { class: 'bet' });
    const bets = () => redraw(betting, h('b', {}, t(middle() ? 'six.bet' : 'six.bet.last')),
      busy ? h('p', { class: 'waiting' }, t('four.busy'))
        : choose<Guess>('six-bet', t('six.bet'), [['better', t('four.better')], ['same', t('four.same')], ['worse', t('four.worse')]], null, run, settings.join() === against.join()),
      settings.join() === against.join() && h('p', { class: 'law' }, t('six.first')));
    const slider = ({ id }: (typeof SETTINGS)[number], i: number) => {
      const out = h('output', { for: `six-${id}` }, step(i));
      const field = h('input', { type: 'range', id: `six-${id}`, min: 0, max: 4, step: 1, value: settings[i], 'aria-valuetext': step(i), oninput: () => {
        settings[i] = Number(field.value);
        field.setAttribute('aria-valuetext', step(i));
        out.textContent = step(i);
        if (i === TRUST) place.querySelector('.thick.now svg')?.replaceWith(sampleOf());
        [live, tried] = [null, null];
        bets();
      } });
      const ending = (at: 0 | 4) => h('span', i === TRUST ? { class: 'thick' } : {}, t(`six.${id}.${at ? 'high' : 'low'}`), i === TRUST && sampleOf(at, 30));
      return h('div', {}, h('div', { class: 'stake' }, h('label', { for: `six-${id}` }, word(i)), out), field,
        h('div', { class: 'ends', 'aria-hidden': 'true' }, ending(0), i === TRUST && h('span', { class: 'thick now' }, t('six.drawn'), ' ', sampleOf()), ending(4)));
    };
    bets();
    return [h('div', { class: 'desk', role: 'group', 'aria-label': t('six.ask.desk') }, inPieces(SETTINGS, 3, slider)), betting];
  }

  async function run(bet: Guess): Promise<void> {
    const mine = ++turn;
    busy = true;
    redraw(place.querySelector('.bet')!, h('p', { class: 'waiting' }, t('four.busy')));
    const those = [...settings];
    const [before, after] = await successes([{ use: [], values: valuesOf(against) }, { use: [] }]);
    await drawn(); // they are drawn in a task of their own
    if (mine !== turn) return;
    busy = false;
    seen = { bet, first: middle(), settings: those,
      fates: Array.from(before, (x, i) => (x > 0 ? (after[i] > 0 ? 'anyway' : 'lost') : after[i] > 0 ? 'saved' : 'not')) };
    said = null;
    made = [...made, seen].slice(-BETS);
    stage.say(place, result(seen));
    show();
    toTop(place);
  }

  const count = (s: Seen, fate: Fate) => s.fates.filter((f) => f === fate).length;

  // A difference that chance could make counts as the same.
  function is(s: Seen): Guess {
    const [more, less] = [count(s, 'saved'), count(s, 'lost')];
    return Math.abs(more - less) <= 1.96 * Math.sqrt(more + less) ? 'same' : more > less ? 'better' : 'worse';
  }

  const result = (s: Seen) => t(s.first ? 'six.result' : 'six.result.last', { bet: t(`four.${s.bet}`), is: t(`four.${is(s)}`), n: count(s, 'saved') + count(s, 'anyway'), before: count(s, 'lost') + count(s, 'anyway') });

  function outcome(s: Seen): Child {
    const called = (f: Fate) => t(f === 'lost' && s.first ? 'six.lost.middle' : `six.${f}`);
    return h('div', { class: 'split' },
      h('figure', {}, grid(s.fates.map((f, i) => ({ kind: f, own: stage.own === i + 1, label: `${i + 1}: ${called(f)}` })), result(s)),
        h('figcaption', {}, h('ul', { class: 'key long' }, FATES.map((f) => h('li', {}, glyph(f, 22), h('b', {}, count(s, f)), ' ', called(f)))))),
      h('div', { class: 'panel' }, looking(s)));
  }

  // Drawn anew by itself, beside the hundred.
  function looking(s: Seen): Child {
    const alike = count(s, 'anyway') + count(s, 'not');
    const truth = alike >= 67 ? 'most' : alike >= 34 ? 'half' : 'few';
    return [h('p', { class: 'result' }, result(s)), h('p', { class: 'law' }, t('six.chance')),
      saw('six-saw', t('six.saw'), [['most', t('six.saw.most')], ['half', t('six.saw.half')], ['few', t('six.saw.few')]], truth, said, (x) => { said = x; redraw(place.querySelector('.panel')!, looking(s)); }),
      h('div', { class: 'row' }, button('six-again', t('six.again'), again), said !== null && button('six-live', t('on', { name: t('six.tab.live') }), () => turnTo('live'), { class: 'main' }))];
  }

  function again(): void {
    against = [...seen!.settings];
    [seen, said] = [null, null];
    show();
    toTop(place);
  }

  // ---- arguing ----

  function arguing(): Child {
    return h('div', { class: 'panel argue' }, choose<Word>('six-argue', t('six.ask.argue'), open().map(([key]) => [key, t(key)]), tried?.sentence ?? null, (key) => { argue(key); }),
      busy && h('p', { class: 'waiting' }, t('four.busy')), !busy && tried ? [verdict(tried), h('div', { class: 'row' }, button('six-cards', t('on', { name: t('six.tab.cards') }), () => turnTo('cards'), { class: 'main' }))]
        : h('p', { class: 'law' }, t('six.argue.less')));
  }

  const least = (claim: Claim) => Math.min(0, sideOf(claim).least);
  // As they are told, in whole numbers: what may be nothing is not known.
  const round = (x: number) => Math.round(100 * x);
  const broken = (x: Tried['lines'][number]) => round(x.high) < round(least(x.claim));
  const held = (x: Tried['lines'][number]) => round(x.low) > round(least(x.claim));

  function verdict(r: Tried): Child {
    const moved = settings.flatMap((s, i) => (s === 2 ? [] : [word(i)]));
    const is_ = r.lines.some(broken) ? 'broken' : r.lines.every(held) ? 'held' : 'open';
    return [h('p', { class: 'result' }, t(`six.argue.${is_}`)),
      h('dl', { class: 'links argued' }, r.lines.map((x) => h('div', {}, h('dt', {}, t(`claim.${x.claim.id}` as Word)),
        h('dd', {}, difference(x))))),
      h('p', { class: 'law' }, moved.length ? t('six.argue.how', { list: series(moved) }) : t('six.argue.middle'))];
  }

  // What may be a little less is told the other way round, as the claim before it: what the obligation does.
  function difference(x: Tried['lines'][number]): Child {
    const turned = least(x.claim) < 0;
    const [mean, low, high] = turned ? [-x.mean, -x.high, -x.low] : [x.mean, x.low, x.high];
    const [n, way] = [round(mean), round(mean) < 0 ? 'less' : 'more'] as const;
    const told_ = `six.${way}.${x.claim.id}`;
    return [h('b', {}, t(known(told_) ? told_ : `six.${way}`, { n: Math.abs(n) })), ' ', t('six.between', { low: points(low), high: points(high) })];
  }

  async function argue(key: Word): Promise<void> {
    const mine = ++turn;
    const list = claims.filter((c) => SENTENCES.find(([k]) => k === key)![1].includes(c.id));
    tried = { sentence: key, lines: [] };
    busy = true;
    show();
    await openOwn();
    const lab: Lab = { ...labOf(stage, 'own'), pack: pack() };
    const lines: Tried['lines'] = [];
    for (const claim of list) {
      const { more, less } = sideOf(claim);
      const d = differ(await outcomes(lab, ARGUED, more), await outcomes(lab, ARGUED, less));
      if (mine !== turn) return;
      lines.push({ claim, ...d });
    }
    busy = false;
    tried = { sentence: key, lines };
    show();
    toSight(place, '.argue > .result');
  }

  // ---- cards and paper ----

  const atEnd = () => ended && tab === 'cards';

  const causeOf = (id: string) => stage.lesson.causes.find((c) => c.id === id)!;

  function picking(): Child {
    const pick = (id: string) => {
      const was = cards;
      cards = cards.includes(id) ? cards.filter((x) => x !== id) : [...cards, id].slice(-CARDS);
      for (const x of [...was, ...cards]) if (was.includes(x) !== cards.includes(x)) redraw(document.getElementById(`six-card-${x}`)!.closest('li')!, card(x));
      redraw(place.querySelector('.sheet-row')!, choosing());
      place.querySelector('.paper')?.replaceWith(paper());
    };
    const card = (id: string): Child[] => {
      const c = causeOf(id);
      return [button(`six-card-${id}`, [h('span', {}), h('span', {}, c.symptom[language()])], () => pick(id), { class: 'card', 'aria-pressed': cards.includes(id) ? 'true' : 'false' }),
        cards.includes(id) && h('div', { class: 'back' }, h('p', {}, h('b', {}, t('three.problem')), ' ', h('i', {}, c.title[language()]), ' – ', c.problem[language()]), h('p', {}, h('b', {}, t('three.way')), ' ', c.wayOut[language()]))];
    };
    return h('div', { class: 'panel' }, h('ol', { class: 'cards' }, inPieces(stage.lesson.causes, 4, (c) => h('li', {}, card(c.id)))),
      h('div', { class: 'row sheet-row' }, choosing()));
  }

  const choosing = (): Child => [button('six-sheet', t('six.sheet'), () => { ended = true; show(); toTop(place); }, { class: 'main', disabled: cards.length < CARDS }),
    cards.length < CARDS && h('span', { class: 'law' }, t('three.left', { n: CARDS - cards.length }))];

  // Where the lesson ends: below it stands the sheet.
  const ending = (): Child => h('div', { class: 'panel' }, h('p', {}, t('six.end')), h('div', { class: 'row' },
    button('six-print', t('six.print'), () => window.print(), { class: 'main' }), button('six-anew', t('six.anew'), stage.anew)));

  // A bet as it stands on the sheet: with what, and what came out.
  function told(s: Seen): Child {
    const moved = s.settings.flatMap((x, i) => (x === 2 ? [] : [`${word(i)}: ${t(`six.step.${x}` as Word)}`]));
    return [h('p', {}, h('b', {}, result(s)), ' ', moved.length > 0 ? `(${moved.join(', ')})` : ''),
      s === made[made.length - 1] && h('ul', { class: 'key fates' }, FATES.map((f) => h('li', {}, glyph(f, 22), h('span', {}, h('b', {}, count(s, f)), ' ', t(f === 'lost' && s.first ? 'six.lost.middle' : `six.${f}`)))))];
  }

  // One sheet: who, how, what was bet and came out, three rows, and room to write.
  function paper(): HTMLElement {
    const list = fits() ? names() : [];
    const cell = (key: Word, text: string) => h('td', { 'data-of': t(key) }, text);
    return h('section', { class: atEnd() ? 'paper shown' : 'paper', 'aria-hidden': atEnd() ? undefined : 'true' }, h('h2', {}, t('six.name')), h('p', {}, list.map((x, i) => [i > 0 && ' · ', name(x)])),
      h('p', {}, settings.map((_, i) => `${word(i)}: ${step(i)}`).join(' · ')),
      h('h3', {}, t('six.bets')), made.length === 0 ? h('p', {}, t('six.bets.none')) : made.map(told),
      tried && tried.lines.length > 0 && h('p', {}, `“${t(tried.sentence)}” ${t(`six.argue.${tried.lines.some(broken) ? 'broken' : tried.lines.every(held) ? 'held' : 'open'}`)}`),
      h('table', {}, h('thead', {}, h('tr', {}, (['six.challenge', 'six.problem', 'six.way', 'six.ours'] as const).map((key) => h('th', { scope: 'col' }, t(key))))),
        h('tbody', {}, Array.from({ length: CARDS }, (_, i) => cards[i]).map((id) => h('tr', {}, id ? [cell('six.challenge', causeOf(id).symptom[language()]), cell('six.problem', causeOf(id).problem[language()]),
          cell('six.way', causeOf(id).wayOut[language()])] : [h('td', {}), h('td', {}), h('td', {})], h('td', {}))))),
      h('p', {}, t('rests.model')));
  }

  // ---- the scene ----

  function turnTo(to: Tab): void {
    if (!fits() && to !== 'seats') { document.getElementById('six-names')?.focus(); return; }
    if (busy) { turn++; busy = false; }
    [tab, ended] = [to, false];
    show();
    toTop(place);
  }

  // Scene 2 with this network in it.
  function living(): HTMLElement {
    const inside = h('div', { class: 'inside' });
    openOwn().then(drawn).then(() => { if (tab === 'live' && inside.isConnected) { live ??= two(own()); live.draw(inside); if (document.activeElement === document.body) inside.querySelector<HTMLElement>('h1')?.focus(); } });
    return inside;
  }

  function show(): void {
    const tabs = trail('six-tab', TABS, (x) => `six.tab.${x}` as Word, tab, turnTo);
    live?.leave?.();
    if (tab === 'live') { redraw(place, h('div', { class: 'screen' }, tabs, living(), h('p', { class: 'law' }, t('six.lines', { step: step(TRUST) }))), paper); return; }
    redraw(place, h('div', { class: 'screen' }, tabs, h('h1', { tabindex: -1 }, t(atEnd() ? 'six.ask.end' : `six.ask.${tab}`)), h('div', { class: 'paradox' },
      tab === 'seats' ? seats() : tab === 'desk' ? (seen ? outcome(seen) : desk()) : tab === 'argue' ? arguing() : ended ? ending() : picking())), paper);
  }

  return {
    name: 'six.name',
    votes: () => (tab === 'desk' ? [t('four.better'), t('four.same'), t('four.worse')] : []),
    draw(where) {
      place = where;
      if (seed !== stage.seed) { seed = stage.seed; forget(); }
      ended &&= cards.length === CARDS;
      show();
    },
    leave() { live?.leave?.(); },
    key: (pressed) => (tab === 'live' && live?.key?.(pressed)) || false,
  };
}
