// proof.ts: the experiment behind a claim: two sides on the same networks with the same chances, and what differs. The
// page uses it for its sliders, claims.mjs to try the claims.
import type { Cause, Pack } from './pack';
import { hundred, placed, type Arm, type Seat, type Track, type Watch } from './room';

type Soon<T> = T | Promise<T>;
// Who runs networks: a room, or a worker that has one.
export interface Lab {
  pack: Pack;
  causes: Cause[];
  run(arms: Arm[], seats: Seat[], watch: Watch): Soon<Track[]>;
  ends(arms: Arm[], seats: Seat[], columns: string[]): Soon<Float32Array[]>;
}
// A side of a claim: an outcome, with what is done, and values that replace those of the networks; or a mere number.
export interface Side { outcome?: string; value?: number; use?: [string, number, number][]; values?: Record<string, number> }

interface Dealt { none: number[]; missed: number[] }

const YEAR = 12;
const FEW = 100; // networks that are followed month by month at a time

export const armOf = (pack: Pack, { use = [], values }: Side): Arm => ({
  use: use.map(([name, from, months]) => placed(pack.hand.find((v) => v.name === name)!, from, months)), ...(values ? { values } : {}) });

// Of the first that leave after a year: its quarrels in the month before, against those of the others who were there.
// A quarrel is one of either end, between two who are there, as the page draws it. NaN: nobody left; 1: another one had more, or there was none.
function quietLeaver(track: Track, partners: number[][]): number {
  const { active, conflict } = track.value;
  const from = partners.map((_, o) => partners.slice(0, o).reduce((n, those) => n + those.length, 0));
  for (let m = YEAR + 1; m < track.at.length; m++) {
    const gone = partners.findIndex((_, o) => active[m - 1][o] > 0 && active[m][o] <= 0);
    if (gone < 0) continue;
    const c = conflict[m - 1];
    const quarrels = (o: number) => partners[o].filter((p, k) => active[m - 1][p] > 0 && (c[from[o] + k] > 0 || c[from[p] + partners[p].indexOf(o)] > 0)).length;
    const most = Math.max(...partners.map((_, o) => (active[m - 1][o] > 0 ? quarrels(o) : 0)));
    return most > 0 && quarrels(gone) === most ? 0 : 1;
  }
  return NaN;
}

function partnersOf(unit: Pack['units'][number]): number[][] {
  const partners: number[][] = Array.from({ length: unit.members }, () => []);
  for (let k = 0; k < unit.ties.length; k += 2) {
    partners[unit.ties[k]].push(unit.ties[k + 1]);
    partners[unit.ties[k + 1]].push(unit.ties[k]);
  }
  for (const those of partners) those.sort((x, y) => x - y);
  return partners;
}

async function leavers(lab: Lab, n: number, arm: Arm): Promise<number[]> {
  const out: number[] = [];
  for (let first = 0; first < n; first += FEW) {
    const tracks = await lab.run([arm], hundred(0, Math.min(FEW, n - first), first), { every: 1, columns: ['active', 'conflict'] });
    tracks.forEach((track, i) => out.push(quietLeaver(track, partnersOf(lab.pack.units[(first + i) % lab.pack.units.length]))));
  }
  return out;
}

const dealt = new WeakMap<Lab, Map<string, Promise<Dealt>>>(); // two claims share them

// Of networks that fail: is it so that no card alone saves (none), or not that of the loudest complaint after a year
// (missed)? NaN: it does not fail.
async function deal(lab: Lab, n: number, arm: Arm): Promise<Dealt> {
  const [before] = await lab.ends([arm], hundred(0, n), ['success']);
  const failed = hundred(0, n).filter((_, i) => before[i] <= 0);
  const alone: Float32Array[] = [];
  for (const { without } of lab.causes) alone.push((await lab.ends([{ ...arm, bounds: without }], failed, ['success']))[0]);
  const signs = lab.causes.map((c) => c.sign!);
  const tracks = await lab.run([arm], failed, { every: YEAR, columns: signs });
  const out = { none: new Array<number>(n).fill(NaN), missed: new Array<number>(n).fill(NaN) };
  tracks.forEach((track, k) => {
    const heard = signs.map((sign) => track.value[sign][Math.min(1, track.at.length - 1)][0]);
    out.none[failed[k].replicate] = alone.every((e) => e[k] <= 0) ? 1 : 0;
    out.missed[failed[k].replicate] = alone[heard.indexOf(Math.max(...heard))][k] > 0 ? 0 : 1;
  });
  return out;
}

function cards(lab: Lab, n: number, arm: Arm): Promise<Dealt> {
  const key = JSON.stringify([n, arm]);
  if (!dealt.has(lab)) dealt.set(lab, new Map());
  const those = dealt.get(lab)!;
  if (!those.has(key)) those.set(key, deal(lab, n, arm));
  return those.get(key)!;
}

// Of each of the first n networks its outcome.
export async function outcomes(lab: Lab, n: number, side: Side): Promise<number[]> {
  if (side.value !== undefined) return new Array<number>(n).fill(side.value);
  const arm = armOf(lab.pack, side);
  if (side.outcome === 'first leaver not loudest') return leavers(lab, n, arm);
  if (side.outcome === 'no card saves') return (await cards(lab, n, arm)).none;
  if (side.outcome === 'complaint does not save') return (await cards(lab, n, arm)).missed;
  return Array.from((await lab.ends([arm], hundred(0, n), [side.outcome!]))[0]);
}

export interface Difference { networks: number; mean: number; low: number; high: number }

// What differs, network by network, with a 95% interval; of networks that have both sides.
export function differ(more: number[], less: number[]): Difference {
  const d = more.map((x, i) => x - less[i]).filter((x) => !Number.isNaN(x));
  const mean = d.reduce((a, b) => a + b, 0) / d.length;
  const half = 1.96 * Math.sqrt(d.reduce((a, b) => a + (b - mean) ** 2, 0) / (d.length - 1) / d.length);
  return { networks: d.length, mean, low: mean - half, high: mean + half };
}

// The same claim with another value of one parameter on both sides.
export const withValue = (side: Side, field: string, value: number): Side => (side.value !== undefined ? side : { ...side, values: { ...side.values, [field]: value } });
