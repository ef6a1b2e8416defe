// dots.ts: a hundred networks as ten rows of ten; each keeps its place, shape says how it ended.
import { h, s, type Child } from './dom';

export type Glyph = 'ring' | 'won' | 'part' | 'alive' | 'gone' | 'saved' | 'lost' | 'anyway' | 'not';

// Shape carries the meaning, colour repeats it.
export function glyph(kind: Glyph, size = 20): SVGSVGElement {
  const c = 10;
  const draw: Record<Glyph, Child> = {
    ring: s('circle', { cx: c, cy: c, r: 6.2, class: 'g-ring', 'stroke-dasharray': '2.4 2.5' }),
    won: s('circle', { cx: c, cy: c, r: 7.4, class: 'g-fill' }),
    part: [s('circle', { cx: c, cy: c, r: 6.6, class: 'g-line' }), s('path', { d: 'M10 3.4a6.6 6.6 0 0 0 0 13.2z', class: 'g-fill' })],
    alive: s('circle', { cx: c, cy: c, r: 6.6, class: 'g-line' }),
    saved: [s('circle', { cx: c, cy: c, r: 8, class: 'g-fill' }), s('path', { d: 'M10 6v8M6 10h8', class: 'g-sign' })],
    lost: [s('circle', { cx: c, cy: c, r: 8, class: 'g-lost' }), s('path', { d: 'M6 10h8', class: 'g-sign' })],
    anyway: s('circle', { cx: c, cy: c, r: 5, class: 'g-fill' }),
    not: s('circle', { cx: c, cy: c, r: 4.4, class: 'g-ring' }),
    gone: s('path', { d: 'M5.5 5.5l9 9M14.5 5.5l-9 9', class: 'g-cross' }),
  };
  return s('svg', { viewBox: '0 0 20 20', width: size, height: size, 'aria-hidden': 'true', class: 'glyph' }, draw[kind]);
}

export interface Dot { mark: Node; own?: boolean; dim?: boolean; fresh?: boolean; label: string; on?: boolean }

export function grid(dots: Dot[], label: string): HTMLElement {
  return h('div', { class: 'dots', role: 'img', 'aria-label': label }, dots.map((dot, i) =>
    h('span', { class: `dot${dot.dim ? ' dim' : ''}${dot.own ? ' own' : ''}${dot.fresh ? ' fresh' : ''}`, title: dot.label,
      style: undefined, 'data-n': i + 1 }, dot.mark)));
}

// 0 to 100: bets above, what came out below.
export function scale(marks: { at: number; text: string; kind: 'bet' | 'now' | 'old' }[], label: string): SVGSVGElement {
  const x = (n: number) => 14 + n * 3.32;
  const now = marks.find((m) => m.kind === 'now');
  const bet = marks.find((m) => m.kind === 'bet');
  const clip = (at: number) => Math.min(Math.max(x(at), 54), 306);
  return s('svg', { viewBox: '0 0 360 92', class: 'scale', role: 'img', 'aria-label': label },
    s('line', { x1: x(0), x2: x(100), y1: 46, y2: 46, class: 'axis' }),
    [0, 20, 40, 60, 80, 100].map((n) => [s('line', { x1: x(n), x2: x(n), y1: 42, y2: 50, class: 'axis' }),
      s('text', { x: x(n), y: 62, class: 'tick' }, n)]),
    bet && now && s('line', { x1: x(bet.at), x2: x(now.at), y1: 46, y2: 46, class: 'gap' }),
    marks.filter((m) => m.kind === 'old').map((m) => s('circle', { cx: x(m.at), cy: 46, r: 4, class: 'old' })),
    bet && [s('path', { d: `M${x(bet.at)} 44l-7 -12h14z`, class: 'bet' }), s('text', { x: clip(bet.at), y: 24, class: 'bet-text' }, bet.text)],
    now && [s('circle', { cx: x(now.at), cy: 46, r: 7.5, class: 'now' }), s('text', { x: clip(now.at), y: 84, class: 'now-text' }, now.text)]);
}
