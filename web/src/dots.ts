// dots.ts: a hundred networks as ten rows of ten; each keeps its place, shape says how it ended.
import { h, inPieces, replace, s, type Child } from './dom';

export type Glyph = 'ring' | 'won' | 'part' | 'alive' | 'gone' | 'saved' | 'lost' | 'anyway' | 'not';

// Shape carries the meaning, colour repeats it. In a square of 20.
const c = 10;
const SHAPES: Record<Glyph, () => Child> = {
  ring: () => s('circle', { cx: c, cy: c, r: 6.2, class: 'g-ring', 'stroke-dasharray': '2.4 2.5' }),
  won: () => s('circle', { cx: c, cy: c, r: 7.4, class: 'g-fill' }),
  part: () => [s('circle', { cx: c, cy: c, r: 6.6, class: 'g-line' }), s('path', { d: 'M10 3.4a6.6 6.6 0 0 0 0 13.2z', class: 'g-fill' })],
  alive: () => s('circle', { cx: c, cy: c, r: 6.6, class: 'g-line' }),
  saved: () => [s('circle', { cx: c, cy: c, r: 8, class: 'g-fill' }), s('path', { d: 'M10 6v8M6 10h8', class: 'g-sign' })],
  lost: () => [s('circle', { cx: c, cy: c, r: 8, class: 'g-lost' }), s('path', { d: 'M6 10h8', class: 'g-sign' })],
  anyway: () => s('circle', { cx: c, cy: c, r: 5, class: 'g-fill' }),
  not: () => s('circle', { cx: c, cy: c, r: 4.4, class: 'g-ring' }),
  gone: () => s('path', { d: 'M5.5 5.5l9 9M14.5 5.5l-9 9', class: 'g-cross' }),
};

export const glyph = (kind: Glyph, size = 20): SVGSVGElement =>
  s('svg', { viewBox: '0 0 20 20', width: size, height: size, 'aria-hidden': 'true', class: 'glyph' }, SHAPES[kind]());

export interface Dot { kind: Glyph; own?: boolean; dim?: boolean; fresh?: boolean; label: string }

// One drawing, of cells of 23 with 2 between them: a hundred of them would each be laid out.
const [CELL, PITCH, SIZE] = [23, 25, 0.9];

const corner = (CELL - 20 * SIZE) / 2;
const PART = 10; // dots of a piece

const dot = ({ kind, own, dim, fresh, label }: Dot, i: number): SVGGElement => s('g', { class: `dot${dim ? ' dim' : ''}${own ? ' own' : ''}${fresh ? ' fresh' : ''}`, 'data-n': i + 1,
    transform: `translate(${PITCH * (i % 10)} ${PITCH * Math.floor(i / 10)})` }, s('title', {}, label), own && s('rect', { width: CELL, height: CELL, rx: 5, class: 'mine' }),
  s('g', { transform: `translate(${corner} ${corner}) scale(${SIZE})` }, s('g', { class: 'shape' }, SHAPES[kind]())));

export const grid = (dots: Dot[], label: string): HTMLElement => h('div', { class: 'dots', role: 'img', 'aria-label': label },
  s('svg', { viewBox: `0 0 ${10 * PITCH - 2} ${10 * PITCH - 2}`, 'aria-hidden': 'true' }, inPieces(dots, PART, dot)));

// The same grid later: only dots that differ are drawn anew; all of them, in pieces, where some have not been drawn yet.
export function regrid(place: HTMLElement, was: Dot[], now: Dot[], label: string): void {
  place.setAttribute('aria-label', label);
  const svg = place.firstElementChild!;
  const same = (a: Dot, b: Dot) => a.kind === b.kind && a.own === b.own && a.dim === b.dim && a.fresh === b.fresh && a.label === b.label;
  if (svg.children.length < now.length) { replace(svg, inPieces(now, PART, dot)); return; }
  const old = [...svg.children];
  now.forEach((d, i) => { if (!same(was[i], d)) old[i].replaceWith(dot(d, i)); });
}

// 0 to 100: bets above, what came out below.
export function scale(marks: { at: number; text: string; kind: 'bet' | 'now' | 'old' }[], label: string): SVGSVGElement {
  const x = (n: number) => 14 + n * 3.32;
  const now = marks.find((m) => m.kind === 'now');
  const bet = marks.find((m) => m.kind === 'bet');
  const clip = (m: { at: number; text: string }) => { // so that its words stay in the drawing
    const half = Math.max(54, 4.2 * m.text.length);
    return Math.min(Math.max(x(m.at), half), 360 - half);
  };
  return s('svg', { viewBox: '0 0 360 92', class: 'scale', role: 'img', 'aria-label': label },
    s('line', { x1: x(0), x2: x(100), y1: 46, y2: 46, class: 'axis' }),
    [0, 20, 40, 60, 80, 100].map((n) => [s('line', { x1: x(n), x2: x(n), y1: 42, y2: 50, class: 'axis' }),
      s('text', { x: x(n), y: 62, class: 'tick' }, n)]),
    bet && now && s('line', { x1: x(bet.at), x2: x(now.at), y1: 46, y2: 46, class: 'gap' }),
    marks.filter((m) => m.kind === 'old').map((m) => s('circle', { cx: x(m.at), cy: 46, r: 4, class: 'old' })),
    bet && [s('path', { d: `M${x(bet.at)} 44l-7 -12h14z`, class: 'bet' }), s('text', { x: clip(bet), y: 24, class: 'bet-text' }, bet.text)],
    now && [s('circle', { cx: x(now.at), cy: 46, r: 7.5, class: 'now' }), s('text', { x: clip(now), y: 84, class: 'now-text' }, now.text)]);
}
