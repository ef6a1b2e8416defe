// code.ts: a number, and so a plan, as eight letters in two groups of four, to read aloud: three letters and one that
// checks them.
//
// No 0, O, 1 or I. In a group the fourth letter is a sum with odd weights, so any one letter that is wrong is noticed,
// and in which group, as soon as the group is there.

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const BLOCKS = 4;
const HALVES = 10;

export interface Placed { remedy: number; half: number } // half-years from 1
export interface Wrong { wrong: number[]; short: boolean } // groups with a mistake; are there fewer letters than eight? Neither: it says something else

const weigh = (digits: number[]) => digits.reduce((sum, d, i) => sum + (2 * i + 1) * d, 0) % LETTERS.length;

// A number below 2 to the 30th.
export function spell(n: number): string {
  const digits = Array.from({ length: 6 }, (_, i) => Math.floor(n / LETTERS.length ** (5 - i)) % LETTERS.length);
  const groups = [digits.slice(0, 3), digits.slice(3)];
  return groups.map((g) => [...g, weigh(g)].map((d) => LETTERS[d]).join('')).join(' ');
}

export function spelt(text: string): { n: number } | Wrong {
  const letters = [...text.toUpperCase().replace(/[\s-]/g, '')];
  const digits = letters.map((l) => LETTERS.indexOf(l));
  const groups = [digits.slice(0, 4), digits.slice(4, 8)];
  const wrong = [1, 2].filter((n) => {
    const g = groups[n - 1];
    return g.includes(-1) || (g.length === 4 && weigh(g.slice(0, 3)) !== g[3]);
  });
  if (letters.length > 8 && !wrong.includes(2)) wrong.push(2);
  if (wrong.length > 0 || letters.length < 8) return { wrong, short: letters.length < 8 };
  return { n: groups.flatMap((g) => g.slice(0, 3)).reduce((sum, d) => sum * LETTERS.length + d, 0) };
}

export function encode(plan: Placed[]): string {
  const cells = plan.map((b) => 1 + b.remedy * HALVES + (b.half - 1)).sort((a, b) => b - a);
  let n = 0;
  for (let i = 0; i < BLOCKS; i++) n = n * 64 + (cells[i] ?? 0);
  return spell(n);
}

export function decode(text: string, remedies: number): Placed[] | Wrong {
  const read = spelt(text);
  if ('wrong' in read) return read;
  let { n } = read;
  const plan: Placed[] = [];
  for (let i = 0; i < BLOCKS; i++) {
    const cell = n % 64;
    n = Math.floor(n / 64);
    if (cell > 0) plan.push({ remedy: Math.floor((cell - 1) / HALVES), half: ((cell - 1) % HALVES) + 1 });
  }
  return n === 0 && plan.every((b) => b.remedy < remedies) && encode(plan) === spell(read.n) ? plan : { wrong: [], short: false };
}
