// page.ts: the page: reads what was baked in, starts the engine, shows one scene at a time.
import { allDrawn, drawn, h, redraw, toTop } from './dom';
import { Engine, type Asker } from './engine';
import { one } from './one';
import type { Lesson } from './pack';
import { button, enter, usual, type Scene, type Stage } from './stage';
import { fold, legend, start } from './start';
import { five } from './five';
import { four } from './four';
import { printCards } from './cards';
import { six } from './six';
import { teacher } from './teacher';
import { three } from './three';
import { two } from './two';
import { language, speak, t, type Word } from './words';

const text = (id: string) => document.getElementById(id)?.textContent ?? '';

let lesson: Lesson;
const app = document.getElementById('app')!;
const head = h('header');
const main = h('main', { tabindex: -1 });
const live = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
const beamer = teacher();
const sheet = h('dialog', { class: 'help' });
// Each scene is made when it is looked for first: all at once would hold the first picture up.
const MAKE: Record<string, (stage: Stage) => Scene> = { start, one, two, three, four, five, six };
let scenes: Record<string, Scene> = {};
let stage: Stage;
let places: Record<string, HTMLElement> = {}; // of each scene: one that was left may go on running, and draws where nobody looks
let here = 'start';
let spoken = ''; // the language of the head

const scene = (id: string): Scene => (scenes[id] ??= MAKE[id](stage));

// Drawn anew for another language; of another scene it only says where one is.
function showHead(): void {
  if (spoken !== language()) drawHead();
  spoken = language();
  for (const id of Object.keys(MAKE)) {
    if (id === here) document.getElementById(`to-${id}`)?.setAttribute('aria-current', 'page');
    else document.getElementById(`to-${id}`)?.removeAttribute('aria-current');
  }
}

function drawHead(): void {
  redraw(head, button('home', 'Polder', () => go('start'), { class: 'home' }),
    h('nav', { 'aria-label': t('menu') }, Object.keys(MAKE).filter((id) => id !== 'start').map((id, i) => {
      const name = t(`${id}.name` as Word);
      return button(`to-${id}`, [i + 1, h('span', { class: 'where', 'aria-hidden': 'true' }, name)], () => go(id), { 'aria-label': name, title: name });
    })),
    h('span', { class: 'tools' },
      button('language', language() === 'nl' ? 'EN' : 'NL', () => { speak(language() === 'nl' ? 'en' : 'nl'); live.textContent = ''; show(); },
        { lang: language() === 'nl' ? 'en' : 'nl', 'aria-label': t('language'), title: t('language') }),
      button('help', '?', help, { 'aria-label': t('legend'), title: t('legend') })));
}

function showPlace(): void {
  showHead();
  places[here] ??= h('div');
  if (!places[here].isConnected) main.replaceChildren(places[here]);
}

function show(): void {
  steps++; // what was under way is drawn with it
  ready();
  showPlace();
  scene(here).draw(places[here]);
  beamer.enter(here, scene(here), stage.typed ? String(stage.seed).padStart(3, '0') : '');
}

function go(to: string): void {
  scene(here).leave?.();
  fold();
  live.textContent = ''; // what it says is of the scene before
  here = to;
  showPlace();
  arrive();
}

// The scene that is left and the one that comes are not drawn within the same touch.
let steps = 0;
const ready = () => { for (const name of ['aria-busy', 'inert']) main.removeAttribute(name); };
async function arrive(): Promise<void> {
  const mine = ++steps;
  for (const name of ['aria-busy', 'inert']) main.setAttribute(name, 'true'); // what is touched meanwhile would be drawn over
  await drawn();
  if (mine !== steps) return;
  show();
  toTop(main);
}

function help(): void {
  sheet.replaceChildren();
  sheet.append(h('h2', { tabindex: -1, autofocus: true }, t('legend')), legend() as Node, h('div', { class: 'row' }, button('close', t('close'), () => sheet.close(), { class: 'main' }),
    button('print-cards', t('cards.print'), () => { sheet.close(); printCards(lesson.causes); })), h('p', { class: 'law' }, t('teacher.keys')));
  sheet.showModal();
  sheet.scrollTop = 0; // what has the focus first is not what stands at the end
}

function keys(event: KeyboardEvent): void {
  const field = event.target as Element;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (field.matches('input:not([type=range]), textarea') && !(event.key === 'b' && field.matches('[inputmode=numeric], [type=number]'))) return; // numbers have no b
  if (event.key === '?') help();
  else if (!sheet.open && !main.hasAttribute('aria-busy') && beamer.key(event)) event.preventDefault();
  else if (!sheet.open && !main.hasAttribute('aria-busy') && scene(here).key?.(event.key)) event.preventDefault();
}

// What there is to read where nothing runs.
function broken(error: Error): void {
  document.removeEventListener('keydown', keys);
  redraw(app, h('main', {}, h('h1', {}, t('broken.name')), h('p', {}, t('scripts')), h('p', { class: 'law' }, t('broken', { why: error.message })), legend(),
  h('h2', {}, t('three.hear.all')), h('ol', {}, lesson.causes.map((c) => h('li', {}, h('b', {}, c.symptom[language()]), ` ${c.problem[language()]} – ${c.wayOut[language()]}`)))));
}

// The first picture comes first. The engine is asked only once it is there, and has been held against the program; until then there is the legend to look at.
function starting(): Asker {
  const opening = drawn().then(drawn).then(allDrawn).then(() => Engine.open(text('engine'), text('lesson')));
  opening.then(() => { app.dataset.engine = 'ready'; }, broken);
  return { ask: async (ask, rest) => (await opening).ask(ask, rest) };
}

// Scenes and places of before are left to what may still run in them; the numbers of a class stay.
function anew(): void {
  scene(here).leave?.();
  [scenes, places, here] = [{}, {}, 'start'];
  go('start');
}

async function open(): Promise<void> {
  lesson = JSON.parse(text('lesson')) as Lesson;
  stage = { lesson, engine: starting(), seed: usual(lesson), typed: false, own: null, go, anew, has: (id) => id in MAKE,
    say: (place, what) => { if (place.isConnected) live.textContent = what; } };
  enter(stage);
  document.addEventListener('keydown', keys);
  showHead();
  await drawn();
  show();
}

// The frame of the page first: what it holds is made in a task of its own.
app.append(head, main, beamer.element, live, sheet);
speak(document.documentElement.lang === 'nl' ? 'nl' : 'en');
setTimeout(() => { open().catch(broken); });
