// dom.ts: elements in one line each, HTML and SVG.

export type Child = Node | string | number | null | undefined | false | Child[] | (() => Child); // () => …: a piece, drawn later
type Props = Record<string, unknown>;

const SVG = 'http://www.w3.org/2000/svg';

// What a phone would draw for so long that a touch had to wait is drawn in pieces: each in a task of its own, after another
// picture of the screen, at the place that is kept for it. Pieces of a drawing that is gone meanwhile are left out.
interface Piece { at: Comment; make: () => Child; of?: Before }
// What stood in a place before it was drawn anew: its sentences and verdicts, and the id of what had the focus.
interface Before { place: Element; said: Map<string, Element>; id: string }
const pieces: Piece[] = [];
let drawing = false;

function keep(make: () => Child): Comment {
  const at = document.createComment('');
  pieces.push({ at, make });
  goOn();
  return at;
}

async function drawPieces(): Promise<void> {
  while (pieces.length + parts.length > 0) {
    const rendered = await drawn();
    const own = asked > 0 || taken === picture();
    taken = null; // where nobody looks there is no other picture
    adapt(rendered);
    if (own) continue;
    const began = performance.now();
    for (let n = 0; n < atOnce && performance.now() - began < QUICK && drawNext(); n++);
    adapt(performance.now() - began);
  }
}

// How many of them fit in one task, as the last ones tell: a quick machine has its screen at once, on a slow one no touch waits.
// Pieces differ: one picture that took long says more than several that did not.
const [QUICK, SLOW, MOST] = [4, 10, 16]; // ms, ms, pieces
let atOnce = 1;

function adapt(ms: number): void {
  if (ms > SLOW) atOnce = 1;
  else if (ms < QUICK) atOnce = Math.min(MOST, atOnce + 1);
}

// Was there one?
function drawNext(): boolean {
  let part = parts.shift();
  while (part && !part.some((e) => e.isConnected)) { appear(part); part = parts.shift(); } // it may be put back later
  if (part) { appear(part); return true; }
  let piece = pieces.shift();
  while (piece && !piece.at.isConnected) piece = pieces.shift();
  if (piece) fillIn(piece);
  return piece !== undefined;
}

// A picture of the screen for what is not a piece but takes as long: pieces wait for the next one.
let asked = 0; // for such a picture
let taken: unknown = null; // that picture
const picture = () => document.timeline.currentTime;
export async function ownPicture(): Promise<void> {
  asked++;
  await drawn();
  asked--;
  taken = picture();
}

// Once nothing waits to be drawn.
export async function allDrawn(): Promise<void> {
  while (drawing) await drawn();
}

function fillIn({ at, make, of }: Piece): void {
  const part = document.createDocumentFragment();
  put(part, [make()]);
  if (of) stay(part, of.said);
  at.replaceWith(part);
  const now = of?.id ? document.getElementById(of.id) : null;
  if (now && of!.place.contains(now) && document.activeElement?.matches('h1, body')) now.focus({ preventScroll: true });
}

// What is new on a screen appears from its top down, so much of it in a task: all is there for whoever looks for it by its id,
// but what is further down is laid out a picture or two later. For a screen that begins at its top: elsewhere the page would
// become shorter for a moment, and what is looked at would move.
const AT_ONCE = 8; // elements
const BARE = 4; // a heading and a word that there will be more
const fresh: Element[] = []; // places that were drawn anew within this touch
const parts: Element[][] = []; // that are still to appear

const appear = (part: Element[]) => { for (const e of part) e.removeAttribute('data-later'); };

function spread(place: Element): void {
  if (place.querySelector('[data-later]')) return;
  let room = AT_ONCE;
  let part: Element[] | null = null; // what is first is there at once, and so is what has the focus or gets it
  const wait = (e: Element, own: Element[] | null): void => {
    if (!own || e.contains(document.activeElement) || e.matches('h1, :has(h1)')) return;
    own.push(e);
    e.setAttribute('data-later', '');
  };
  const visit = (e: Element): Element[] | null => {
    const size = 1 + e.getElementsByTagName('*').length;
    if (size > room && e.children.length > 0 && e.matches('div, section, ul, ol, dl')) {
      const [first] = [...e.children].map(visit);
      wait(e, first);
      return first;
    }
    if (size > room && room < AT_ONCE) { part = []; parts.push(part); room = AT_ONCE; }
    room -= size;
    wait(e, part);
    return part;
  };
  visit(place);
  if (parts.length > 0) goOn();
}

function goOn(): void {
  if (!drawing) { drawing = true; drawPieces().finally(() => { drawing = false; }); }
}

// At once, or as a piece.
export const later = (make: () => Child, whole = false): Child => (whole ? make() : make);

// A list in pieces of so many.
export const inPieces = <T>(list: readonly T[], n: number, draw: (x: T, i: number) => Child): Child[] =>
  Array.from({ length: Math.ceil(list.length / n) }, (_, k) => () => list.slice(n * k, n * k + n).map((x, i) => draw(x, n * k + i)));

function put(parent: Element | DocumentFragment, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) put(parent, child);
    else if (typeof child === 'function') parent.append(keep(child));
    else if (child instanceof Node) parent.append(child);
    else if (child !== null && child !== undefined && child !== false) parent.append(String(child));
  }
}

function fill<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener);
    else if (name === 'value' && element instanceof HTMLInputElement) element.value = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  put(element, children);
  return element;
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {},
  ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {},
  ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), props, children);
}

// A name from a file: whatever its direction, it stays where it stands.
export const name = (text: string) => h('bdi', {}, text);

// A step that takes the place of another begins at its top, where its question is.
let moves = 0; // the last is what counts
export async function toTop(place: Element, anew = true): Promise<void> {
  moves++;
  const then = held;
  if (anew) for (const part of fresh) if (place.contains(part)) spread(part);
  const had = document.activeElement;
  await frame();
  if (!place.isConnected) return;
  if ([had, document.body].includes(document.activeElement)) place.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  if (then === held) scrollTo({ top: 0 });
}

// What runs from now on is held at the top of the screen: a step before it that has not got there yet does not go there any more.
let held = 0;
export function holdInSight(e: Element): void {
  held++;
  e.scrollIntoView({ block: 'start' });
}

// What a touch has brought comes into sight, if it is not; where there is no such thing, another. ":scope": the place itself.
export async function toSight(place: Element, css: string, or = css): Promise<void> {
  const mine = ++moves;
  await drawn(); // where it stands is known by then: to ask at once would have all of it laid out within the touch
  await allDrawn();
  const e = mine === moves && place.isConnected ? css === ':scope' ? place : place.querySelector(css) ?? place.querySelector(or) : null;
  if (!e) return;
  const { top, bottom, height } = e.getBoundingClientRect();
  const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0; // at the foot of a beamer
  if (top >= 0 && bottom <= innerHeight - Math.max(0.15 * innerHeight, bar + 8)) return;
  e.scrollIntoView({ block: height > 0.7 * innerHeight ? 'start' : 'center', behavior: still() ? 'auto' : 'smooth' });
}

export const onBeamer = () => document.documentElement.classList.contains('beamer');

export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

// As the next picture of the screen is made: its layout, which is asked for then, is not made within the touch.
const frame = () => Promise.race([new Promise<void>((done) => { requestAnimationFrame(() => { done(); }); }), wait(200)]);

// After the next picture of the screen: how long it took, in ms; or a little later where nobody looks.
export const drawn = (): Promise<number> => Promise.race([new Promise<number>((done) => {
  requestAnimationFrame(() => { const began = performance.now(); setTimeout(() => { done(performance.now() - began); }); });
}), wait(200).then(() => QUICK)]);

// What was said before does not appear once more; and a sentence is still the same element: its fold is open if it was,
// its slider where it was.
function stay(place: ParentNode, before: Map<string, Element>): void {
  for (const e of place.querySelectorAll('.sentence, .verdict')) {
    const same = before.get(saidBy(e));
    if (!same) continue;
    if (e.matches('.sentence')) e.replaceWith(same);
    (e.matches('.sentence') ? same : e).classList.add('stays');
  }
}

const saidBy = (e: Element) => (e.querySelector('blockquote') ?? e).textContent ?? '';

// In the place of all that is there. What is there already stays: taken out and put back it would be laid out anew.
export function replace(place: Element, children: Child[]): void {
  const stays = new Set((children.flat(9) as Child[]).filter((child): child is Element => child instanceof Element && child.parentNode === place));
  for (const old of [...place.childNodes]) if (!stays.has(old as Element)) old.remove();
  const part = document.createDocumentFragment();
  for (const child of children.flat(9) as Child[]) {
    if (stays.has(child as Element)) (child as Element).before(part);
    else put(part, [child]);
  }
  place.append(part);
}

// Whatever is drawn anew keeps the focus where it was, by id; what has none, or is gone, gives it to the heading.
export function redraw(place: Element, ...children: Child[]): void {
  const had = document.activeElement;
  const inside = had !== null && place.contains(had);
  const id = inside ? had.id : '';
  const byKeys = inside && had.matches(':focus-visible');
  const bare = place.querySelectorAll('*').length < BARE;
  const said = new Map([...place.querySelectorAll('.sentence, .verdict')].map((e) => [saidBy(e), e]));
  replace(place, children);
  stay(place, said);
  for (const piece of pieces) if (!piece.of && place.contains(piece.at)) piece.of = { place, said, id };
  // Whoever goes by keys may press the next one before there is a picture: it must not go to nobody.
  const now = byKeys && id ? document.getElementById(id) : null;
  if (now && place.contains(now)) now.focus({ preventScroll: true });
  if (bare) spread(place);
  if (fresh.push(place) === 1) queueMicrotask(() => { fresh.length = 0; });
  if (inside) refocus(place, id);
}

// With the next picture, as it needs the layout; where nothing else has taken the focus meanwhile.
async function refocus(place: Element, id: string): Promise<void> {
  await frame();
  if (!place.isConnected || document.activeElement !== document.body) return;
  const now = id ? document.getElementById(id) : null;
  for (let e = now?.closest('[data-later]'); e; e = e.parentElement?.closest('[data-later]')) e.removeAttribute('data-later');
  if (now && !(now as HTMLButtonElement).disabled) now.focus({ preventScroll: true });
  else (place.querySelector<HTMLElement>('h1') ?? place.closest('main')?.querySelector<HTMLElement>('h1') ?? (place as HTMLElement)).focus({ preventScroll: true });
}

function sameHead(old: Element, fresh: Element): void {
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const name of fresh.getAttributeNames()) if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name)!);
}

// What is drawn anew many times a minute: only what differs is put in the place of what was there. What hears of a touch
// stays as well, so it is for drawings whose touch means the same as before. Is there anything else now?
export function patch(old: Element, fresh: Element): boolean {
  if (old.isEqualNode(fresh)) return false;
  const parts = old.childNodes.length === old.children.length && fresh.childNodes.length === fresh.children.length;
  if (old.tagName !== fresh.tagName || !parts || old.children.length > fresh.children.length || fresh.children.length === 0) { old.replaceWith(fresh); return true; }
  sameHead(old, fresh);
  const [was, now] = [[...old.children], [...fresh.children]];
  was.forEach((child, i) => patch(child, now[i]));
  old.append(...now.slice(was.length));
  return true;
}

// A share of a whole, as a bar.
export const bar = (x: number) => s('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'share', role: 'img',
  'aria-label': `${Math.round(100 * x)} / 100` }, s('rect', { width: 100, height: 10, class: 'rest' }), s('rect', { width: 100 * x, height: 10, class: 'part' }));
