// future.ts: what there is to see in one future of one table: who leaves, who quarrels, how much happens. The page draws by
// it, and the worker looks for a story by it.
import type { Unit } from './pack';
import type { Track } from './room';

export interface Tie { a: number; b: number; there: number; back: number } // places of either end in a column
// The first that leaves after the first year: not among those with the most quarrels the month before, or among them.
// lot: how likely one of those would be drawn by lot from all who were there.
export interface Seen { first: 'none' | 'quiet' | 'loud'; lot: number; happens: number; goal: boolean }

export const YEAR = 12;
export const LOOK = ['active', 'conflict', 'success', 'alive', 'goal_reached'];

export function tiesOf(pairs: number[], members: number): Tie[] {
  const partners: number[][] = Array.from({ length: members }, () => []);
  for (let i = 0; i < pairs.length; i += 2) {
    partners[pairs[i]].push(pairs[i + 1]);
    partners[pairs[i + 1]].push(pairs[i]);
  }
  const from: number[] = [];
  let at = 0;
  for (const those of partners) {
    those.sort((a, b) => a - b);
    from.push(at);
    at += those.length;
  }
  return partners.flatMap((those, a) => those.filter((b) => b > a).map((b) =>
    ({ a, b, there: from[a] + those.indexOf(b), back: from[b] + partners[b].indexOf(a) })));
}

export const quarrels = (track: Track, month: number, tie: Tie): boolean =>
  track.value.conflict[month][tie.there] > 0 || track.value.conflict[month][tie.back] > 0;

// How many quarrels each has in a month: those that the page draws, between two who are there.
export function loudness(track: Track, ties: Tie[], members: number, month: number): number[] {
  const n = new Array<number>(members).fill(0);
  for (const tie of ties) {
    if (!quarrels(track, month, tie) || !here(track, month, tie.a) || !here(track, month, tie.b)) continue;
    n[tie.a]++;
    n[tie.b]++;
  }
  return n;
}

export const here = (track: Track, month: number, org: number): boolean => track.value.active[month][org] > 0;

// Who leaves between two months; in none of them the network has stopped.
export function leavers(track: Track, members: number, from: number): { month: number; org: number }[] {
  const out: { month: number; org: number }[] = [];
  for (let m = from + 1; m < track.at.length; m++)
    for (let org = 0; org < members; org++)
      if (here(track, m - 1, org) && !here(track, m, org)) out.push({ month: m, org });
  return out;
}

// Comings, goings and quarrels: how much there is to see.
function happens(track: Track, ties: Tie[], members: number): number {
  let n = 0;
  for (let m = 1; m < track.at.length; m++) {
    for (let org = 0; org < members; org++) n += here(track, m - 1, org) !== here(track, m, org) ? 1 : 0;
    for (const tie of ties) n += quarrels(track, m, tie) && !quarrels(track, m - 1, tie) ? 1 : 0;
  }
  return n;
}

export const last = (track: Track, name: string): number => track.value[name][track.at.length - 1][0];

export function look(track: Track, unit: Unit): Seen {
  const ties = tiesOf(unit.ties, unit.members);
  const [gone] = leavers(track, unit.members, YEAR);
  const all = gone ? loudness(track, ties, unit.members, gone.month - 1) : [];
  const most = Math.max(...all);
  const there = all.filter((_, org) => here(track, gone.month - 1, org));
  const lot = gone && most > 0 ? there.filter((n) => n === most).length / there.length : 0;
  const first = !gone ? 'none' : most > 0 && all[gone.org] === most ? 'loud' : 'quiet';
  return { first, lot, happens: happens(track, ties, unit.members), goal: last(track, 'goal_reached') > 0 };
}
