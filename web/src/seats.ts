// seats.ts: members on fixed seats round a table, and the ties between them.
import { s, type Child } from './dom';

export interface Point { x: number; y: number }

// Trust and vigilance of either end: each half of a tie is its own end's.
export function tie(a: Point, b: Point, trust: [number, number], vigilance: [number, number], quarrel: boolean,
  props: Record<string, unknown> = {}): SVGGElement {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const long = Math.hypot(dx, dy) || 1;
  const at = (f: number): Point => ({ x: a.x + f * dx, y: a.y + f * dy });
  const side = { x: -dy / long, y: dx / long };
  const mid = at(0.5);
  const thick = (x: number) => [1, 2.4, 4.4, 7][Math.min(3, Math.max(0, Math.floor(x * 4)))];
  const half = (from: Point, x: number) => s('line', { x1: from.x, y1: from.y, x2: mid.x, y2: mid.y, 'stroke-width': thick(x), class: 'tie' });
  const bars = (x: number, from: number, to: number): Child[] => Array.from({ length: Math.min(3, Math.round(x * 3)) }, (_, i, ) => {
    const p = at(from + (to - from) * (0.42 + 0.16 * i));
    return s('line', { x1: p.x - 6 * side.x, y1: p.y - 6 * side.y, x2: p.x + 6 * side.x, y2: p.y + 6 * side.y, class: 'bar' });
  });
  const zig = (): Child => {
    const n = Math.max(4, Math.round(long / 14));
    const points = Array.from({ length: n + 1 }, (_, i) => {
      const p = at(0.1 + (0.8 * i) / n);
      const off = i === 0 || i === n ? 0 : i % 2 ? 5 : -5;
      return `${(p.x + off * side.x).toFixed(1)},${(p.y + off * side.y).toFixed(1)}`;
    });
    return s('polyline', { points: points.join(' '), class: 'quarrel' });
  };
  return s('g', props, quarrel ? zig() : [half(a, trust[0]), half(b, trust[1]), bars(vigilance[0], 0, 0.5), bars(vigilance[1], 1, 0.5)]);
}
