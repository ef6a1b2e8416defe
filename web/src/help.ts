// help.ts: how kinds of help are drawn, and a plan of half years of help on a line of time.
import { s, type Child } from './dom';

export interface Block { remedy: number; half: number } // half years from 1
export type Came = 'works' | 'harms' | 'idle'; // what a block adds, once that is known

const SIGNS: Record<string, string> = {
  visioning: 'M2.5 19h19M6.5 19a5.5 5.5 0 0 1 11 0M12 6v4M4.5 9.5l2.6 2.4M19.5 9.5l-2.6 2.4',
  convening: 'M12 9.3a2.7 2.7 0 1 0 .01 0M12 2.5a1.9 1.9 0 1 0 .01 0M4.6 15.6a1.9 1.9 0 1 0 .01 0M19.4 15.6a1.9 1.9 0 1 0 .01 0',
  'process-managing': 'M3 20h5v-5h5v-5h5V5h3.5',
  brokering: 'M2 17.5c4-10 16-10 20 0M2 17.5h20M8 11.3v6.2M16 11.3v6.2',
  'conflict-handling': 'M4 7l5 5-5 5M20 7l-5 5 5 5M12 3.5v17',
  institutional: 'M3.5 9.5L12 4l8.5 5.5zM6.5 10v7.5M12 10v7.5M17.5 10v7.5M3 20.5h18',
};

// In a square of 24; what has no sign has its number.
const mark = (name: string, n: number): Child => (SIGNS[name] ? s('path', { d: SIGNS[name], class: 'help-line' }) : s('text', { x: 12, y: 17, class: 'help-n' }, n + 1));

export const helpSign = (name: string, n: number): SVGSVGElement => s('svg', { viewBox: '0 0 24 24', class: 'help-sign', 'aria-hidden': 'true' }, mark(name, n));

const [SIDE, HIGH, FLOOR] = [4, 30, 42]; // margin, of a block, room for numbers of half years and years

// A column for each half year; blocks of the same half year stand on one another. Years that are over are shaded.
export function timeline(plan: Block[], { names, last, from, label, over, year, came }: { names: string[]; last: number; from: number; label: string; over: string; year(n: number): string; came?: (b: Block) => Came }): SVGSVGElement {
  const wide = (360 - 2 * SIDE) / last;
  const x = (half: number) => SIDE + (half - 1) * wide;
  const many = (half: number) => plan.filter((b) => b.half === half).length;
  const high = HIGH * Math.max(1, ...plan.map((b) => many(b.half))) + 6;
  const block = (b: Block, i: number): Child => {
    const below = plan.slice(0, i).filter((o) => o.half === b.half).length;
    const side = Math.min(wide, 34) - 4;
    const left = x(b.half) + (wide - side) / 2;
    return s('g', { class: `block ${came?.(b) ?? ''}` }, s('rect', { x: left, y: high - HIGH * (below + 1), width: side, height: HIGH - 3, rx: 6 }),
      s('svg', { x: left + side / 2 - 10, y: high - HIGH * (below + 1) + 3.5, width: 20, height: 20, viewBox: '0 0 24 24' }, mark(names[b.remedy], b.remedy)));
  };
  return s('svg', { viewBox: `0 0 360 ${high + FLOOR}`, class: 'timeline', role: 'img', 'aria-label': label },
    from > 1 && [s('rect', { x: SIDE, y: 0, width: (from - 1) * wide, height: high, class: 'over' }), s('text', { x: SIDE + ((from - 1) * wide) / 2, y: high / 2 + 5, class: 'half' }, over)],
    Array.from({ length: Math.ceil(last / 2) - 1 }, (_, i) => s('line', { x1: x(2 * i + 3), x2: x(2 * i + 3), y1: 0, y2: high + 40, class: 'year' })),
    Array.from({ length: Math.floor(last / 2) }, (_, i) => s('text', { x: x(2 * i + 2), y: high + 37, class: 'half' }, year(i + 1))),
    s('line', { x1: SIDE, x2: 360 - SIDE, y1: high, y2: high, class: 'axis' }),
    Array.from({ length: last }, (_, i) => s('text', { x: x(i + 1) + wide / 2, y: high + 19, class: 'half number' }, i + 1)), plan.map(block));
}
