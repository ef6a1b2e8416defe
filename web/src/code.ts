// code.ts: a number, and so a plan, as eight letters in two groups of four, to read aloud: three letters and one that
// checks them.
//
// No 0, O, 1 or I. In a group the fourth letter is a sum with odd weights, so any one letter that is wrong is noticed,
// and in which group.

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const BLOCKS = 4;
const HALVES = 10;

export interface Placed { remedy: number; half: number } // half-years from 1

const weigh = (digits: number[]) => digits.reduce((sum, d, i) => sum + (2 * i + 1) * d, 0) % LETTERS.length;

// A number below 2 to the 30th.
export function spell(n: number): string {
  const digits = Array.from({ length: 6 }, (_, i) => Math.floor(n / LETTERS.length ** (5 - i)) % LETTERS.length);
  const groups = [digits.slice(0, 3), digits.slice(3)];
  return groups.map((g) => [...g, weigh(g)].map((d) => LETTERS[d]).join('')).join(' ');
}

// The number; or which group has a mistake (0: there are not eight letters).
export function spelt(text: string): { n: number } | { wrong: number } {
  const letters = [...text.toUpperCase().replace(/[\s-]/g, '')];
  if (letters.length !== 8) return { wrong: 0 };
  const digits = letters.map((l) => LETTERS.indexOf(l));
  const groups = [digits.slice(0, 4), digits.slice(4)];
  for (const [i, g] of groups.entries())
    if (g.includes(-1) || weigh(g.slice(0, 3)) !== g[3]) return { wrong: i + 1 };
  return { n: groups.flatMap((g) => g.slice(0, 3)).reduce((sum, d) => sum * LETTERS.length + d, 0) };
}

export function encode(plan: Placed[]): string {
  const cells = plan.map((b) => 1 + b.remedy * HALVES + (b.half - 1)).sort((a, b) => b - a);
  let n = 0;
  for (let i = 0; i < BLOCKS; i++) n = n * 64 + (cells[i] ?? 0);
  return spell(n);
}

// A plan; or what is wrong, as above (3: it is no plan of this lesson).
export function decode(text: string, remedies: number): Placed[] | number {
  const read = spelt(text);
  if ('wrong' in read) return read.wrong;
  let { n } = read;
  const plan: Placed[] = [];
  for (let i = 0; i < BLOCKS; i++) {
    const cell = n % 64;
    n = Math.floor(n / 64);
    if (cell > 0) plan.push({ remedy: Math.floor((cell - 1) / HALVES), half: ((cell - 1) % HALVES) + 1 });
  }
  return n === 0 && plan.every((b) => b.remedy < remedies) && encode(plan) === spell(read.n) ? plan : 3;
}
