// seats.ts: members on fixed seats round a table, and the ties between them.
import { inPieces, s, type Child } from './dom';

export interface Point { x: number; y: number }

// Trust and vigilance of either end: each half of a tie is its own end's. Chairs cover `gap` of it.
export function tie(a: Point, b: Point, trust: [number, number], vigilance: [number, number], quarrel: boolean,
  props: Record<string, unknown> = {}, gap = 2): SVGGElement {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const long = Math.hypot(dx, dy) || 1;
  const at = (f: number): Point => ({ x: a.x + f * dx, y: a.y + f * dy });
  const side = { x: -dy / long, y: dx / long };
  const mid = at(0.5);
  const thick = (x: number) => [1, 2.4, 4.4, 7][Math.min(3, Math.max(0, Math.floor(x * 4)))];
  const half = (from: Point, x: number) => s('line', { x1: from.x, y1: from.y, x2: mid.x, y2: mid.y, 'stroke-width': thick(x), class: 'tie' });
  const clear = Math.min(0.38, Math.max(0.21, (gap + 6) / long)); // of the chair
  const bars = (x: number, from: number, to: number): Child[] => Array.from({ length: Math.min(3, Math.round(x * 3)) }, (_, i, ) => {
    const p = at(from + (to > from ? 1 : -1) * (clear + Math.min(0.08, (0.48 - clear) / 2) * i));
    return s('line', { x1: p.x - 5 * side.x, y1: p.y - 5 * side.y, x2: p.x + 5 * side.x, y2: p.y + 5 * side.y, class: 'bar' });
  });
  const zig = (): Child => {
    const edge = Math.min(0.34, Math.max(0.1, gap / long)); // as much as can be seen between the chairs
    const n = Math.max(4, Math.round(((1 - 2 * edge) * long) / 6)); // small teeth: where many cross, each can be followed
    const points = Array.from({ length: n + 1 }, (_, i) => {
      const p = at(edge + ((1 - 2 * edge) * i) / n);
      const off = i === 0 || i === n ? 0 : i % 2 ? 3.4 : -3.4;
      return `${(p.x + off * side.x).toFixed(1)},${(p.y + off * side.y).toFixed(1)}`;
    });
    return s('polyline', { points: points.join(' '), class: 'quarrel' });
  };
  // Where two cross, the upper one has a margin; not beside the chairs, where they come together.
  const [p, q] = [at(0.3), at(0.7)];
  const under = s('line', { x1: p.x, y1: p.y, x2: q.x, y2: q.y, 'stroke-width': quarrel ? 9 : Math.max(thick(trust[0]), thick(trust[1])) + 4, class: 'under' });
  return s('g', props, under, quarrel ? zig() : [half(a, trust[0]), half(b, trust[1]), bars(vigilance[0], 0, 0.5), bars(vigilance[1], 1, 0.5)]);
}

// Is there room for names beside the chairs? Whoever draws a table draws it anew when that changes.
export const broad = matchMedia('(min-width: 620px)');

// Paper is wider than a phone, but what is printed is the screen that is there: drawn anew, it would be half a screen.
export function onBroad(draw: () => void): void {
  let was = broad.matches;
  broad.addEventListener('change', () => {
    if (matchMedia('print').matches || was === broad.matches) return;
    was = broad.matches;
    draw();
  });
}

const FEW = 10; // chairs that have room for a name on a phone

export interface Chair { label: string; name: string; empty: boolean; chosen: boolean; newcomer: boolean; mark: boolean; other?: boolean | undefined } // other: of the second of two groups
export interface Bond { a: number; b: number; trust: [number, number]; vigilance: [number, number]; quarrel: boolean; faint: boolean }

// Where a long word is made up of two: at a soft hyphen that the name has, else before a word that names of organisations
// end with: "Huisartsen-praktijk". Else nowhere: a word that is broken anywhere reads as another.
const ENDS = ['academie', 'bedrijf', 'bestuur', 'bibliotheek', 'bureau', 'centrum', 'club', 'coalitie', 'college', 'commissie', 'coöperatie', 'corporatie', 'dienst', 'festival', 'fonds', 'gemeente', 'genootschap',
  'groep', 'huis', 'instelling', 'instituut', 'kantoor', 'koepel', 'maatschappij', 'ministerie', 'museum', 'netwerk', 'onderneming', 'onderwijs', 'opleiding', 'organisatie', 'orkest', 'partij', 'platform', 'politie', 'praktijk',
  'raad', 'school', 'stichting', 'theater', 'universiteit', 'vereniging', 'verzekeraar', 'waterschap', 'werk', 'winkel', 'zaal', 'ziekenhuis', 'zorg'];

function seamOf(word: string): number {
  const last = ENDS.filter((x) => word.toLowerCase().endsWith(x) && word.length - x.length >= 4).sort((a, b) => b.length - a.length)[0];
  return last ? word.length - last.length : 0;
}

// A name in at most two lines: one where it has at most so many letters, and neither longer than there is room for.
export function lines(name: string, most = 15, room = 15): string[] {
  const soft = name.indexOf('\u00ad');
  const text = name.replaceAll('\u00ad', '');
  const cut = (x: string) => ([...x].length > room ? `${[...x].slice(0, room - 1).join('')}…` : x);
  if (text.length <= most) return [text];
  const gap = text.lastIndexOf(' ', most + 1);
  if (gap > 0 && text.length - gap - 1 <= room) return [cut(text.slice(0, gap)), text.slice(gap + 1)];
  const last = text.lastIndexOf(' '); // what tells "General practitioners North" from those of the South
  if (last > 0) return [cut(text.slice(0, last)), cut(text.slice(last + 1))];
  const half = [...text].length > room ? (soft > 0 ? soft : seamOf(text)) : 0;
  return half > 0 && Math.max(half, text.length - half) <= room + 1 ? [`${text.slice(0, half)}-`, text.slice(half)] : [cut(text)];
}

// Is there room for it on every drawing?
export const fits = (name: string): boolean => ![...lines(name), ...lines(name, 10, 13)].some((x) => x.endsWith('…'));

// The table from above. With `wide` names stand beside the chairs; else above and below them, and where there are more
// chairs than that has room for, numbers have to do.
// `whole`: at once, and not in pieces.
export function table(chairs: Chair[], bonds: Bond[], wide: boolean, label: string, tap: (i: number) => void, whole = true): SVGSVGElement {
  const n = chairs.length;
  const above = !wide && n <= FEW;
  const [w, ring] = wide ? [590, 140] : above ? [360, 118] : [360, 150];
  const seat = n > 40 ? 5 : n > 20 ? 10 : wide ? 17 : 20;
  const at = (i: number, r: number): Point => {
    const a = (i / n) * 2 * Math.PI - Math.PI / 2;
    return { x: w / 2 + r * Math.cos(a), y: 185 + r * Math.sin(a) };
  };
  const named = wide && n <= 14;
  const text = (i: number): Child => {
    const p = at(i, ring + 26);
    const c = Math.cos((i / n) * 2 * Math.PI - Math.PI / 2);
    const anchor = c > 0.2 ? 'start' : c < -0.2 ? 'end' : 'middle';
    const split = lines(chairs[i].name);
    const more = 15 * (split.length - 1);
    const out = (1 - Math.abs(c)) * (4 + more / 2) * (p.y < 185 ? -1 : 1); // away from the chair, the more it stands above or below it
    const top = p.y + (Math.abs(c) <= 0.2 ? (p.y < 185 ? -2 - more : 12) : 5 - more / 2 + out);
    return s('text', { class: `name${chairs[i].empty ? ' off' : ''}${chairs[i].chosen ? ' on' : ''}`, 'text-anchor': anchor },
      split.map((line, k) => s('tspan', k > 0 ? { x: p.x, dy: '1.07em' } : { x: p.x, y: top }, line))); // whatever their size
  };
  // A line for each word or two, in the width that there is: beside the chair rather than over it, where ties come from.
  const close = (i: number): Child => {
    const p = at(i, ring);
    const x = p.x + 36 * Math.cos((i / n) * 2 * Math.PI - Math.PI / 2);
    const split = lines(chairs[i].name, 10, 13);
    const half = Math.min(w / 2, 4.6 * Math.max(...split.map((x) => [...x].length)));
    const top = p.y < 190 ? p.y - seat - 9 - 14 * (split.length - 1) : p.y + seat + 16;
    return s('text', { class: `name${chairs[i].empty ? ' off' : ''}${chairs[i].chosen ? ' on' : ''}`, 'text-anchor': 'middle' },
      split.map((line, k) => s('tspan', { x: Math.min(w - half, Math.max(half, x)), ...(k > 0 ? { dy: '1em' } : { y: top }) }, line)));
  };
  // Beside the chair, on the side where no name is.
  const flag = (p: Point): Child => {
    const side = wide && p.x > w / 2 + 35 ? -1 : 1;
    return s('path', { d: `M${p.x + side * (seat + 2)} ${p.y + 3}v-15l${11 * side} 4.5 ${-11 * side} 4.5`, class: 'flag' });
  };
  // On the edge of the chair: away from the ties, below the flag and beside the name.
  const bet = (p: Point): Child => s('circle', { cx: p.x + (p.x < w / 2 - 1 ? -0.75 : 0.75) * seat, cy: p.y + 0.75 * seat, r: 7, class: 'bet' });
  const chair = (c: Chair, i: number): Child => {
    const p = at(i, ring);
    return s('g', { class: 'chair', onclick: () => tap(i) }, s('title', {}, c.label),
      s('circle', { cx: p.x, cy: p.y, r: n > 20 ? 22 : 25, class: 'reach' }),
      c.chosen && s('circle', { cx: p.x, cy: p.y, r: seat + 5, class: 'halo' }),
      c.other ? s('rect', { x: p.x - 0.9 * seat, y: p.y - 0.9 * seat, width: 1.8 * seat, height: 1.8 * seat, rx: 4, class: c.empty ? 'seat empty' : 'seat' })
        : s('circle', { cx: p.x, cy: p.y, r: seat, class: c.empty ? 'seat empty' : 'seat' }),
      n <= 40 && s('text', { x: p.x, y: p.y + (n > 20 ? 4 : 5), class: `number${c.empty ? ' off' : ''}${n > 20 ? ' small' : ''}` }, i + 1),
      c.newcomer && !c.empty && flag(p),
      c.mark && bet(p), named ? text(i) : above && close(i));
  };
  const bond = (b: Bond): Child => tie(at(b.a, ring), at(b.b, ring), b.trust, b.vigilance, b.quarrel, { class: `bond${b.faint ? ' faint' : ''}${b.quarrel ? ' loud' : ''}` }, seat);
  return s('svg', { viewBox: above ? '0 6 360 354' : `0 -12 ${w} 396`, class: 'table', role: 'img', 'aria-label': label },
    s('circle', { cx: w / 2, cy: 185, r: ring - seat - 14, class: 'top' }),
    whole ? bonds.map(bond) : inPieces(bonds, Math.max(12, bonds.length / 6), bond), whole ? chairs.map(chair) : inPieces(chairs, Math.max(5, n / 6), chair));
}
