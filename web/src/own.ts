// own.ts: a network of one's own: names on seats and eight settings in words; as a pack for the engine, as a code to
// read aloud, and as a file.
import { spell, spelt, type Wrong } from './code';
import type { Pack } from './pack';

// What can be set, and the five values it takes; the one in the middle is that of an ordinary network.
export const SETTINGS = [
  { id: 'apart', field: 'partners.interest_spread', at: [0.3, 0.5, 0.72, 0.9, 1.1] },
  { id: 'trust', field: 'relations.trust', at: [0.15, 0.3, 0.45, 0.7, 0.85] },
  { id: 'open', field: 'dialogue.transparency', at: [0.1, 0.3, 0.53, 0.75, 0.95] },
  { id: 'days', field: 'attention.days', at: [1.2, 1.7, 2.3, 3, 4] },
  { id: 'unequal', field: 'partners.capacity_sd', at: [0, 0.25, 0.5, 0.75, 1] },
  { id: 'together', field: 'value.breadth', at: [0.05, 0.25, 0.5, 0.75, 1] },
  { id: 'leader', field: 'steering.centrality', at: [0, 0.25, 0.5, 0.75, 1] },
  { id: 'faces', field: 'loyalty.turnover', at: [0, 0.002, 0.0042, 0.015, 0.05] },
] as const;

export const [LEAST, MOST, LONGEST] = [3, 14, 60]; // seats; letters of a name
export const MIDDLE = SETTINGS.map(() => 2);
const STEPS = 5;
const PLANS = 64 ** 4; // codes of plans are below it
const FILE = 'polder-lesson-table';

export interface Own { names: string[]; settings: number[]; cards: string[] }

// Names as they were typed, one a line.
export const namesOf = (text: string): string[] =>
  text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => [...line.trim()].slice(0, LONGEST).join('')).filter(Boolean);

export const valuesOf = (settings: number[]): Record<string, number> =>
  Object.fromEntries(SETTINGS.map(({ field, at }, i) => [field, at[settings[i]]]));

// Everybody deals with the two on either side.
function ties(n: number): number[] {
  const pairs = new Set<string>();
  for (let i = 0; i < n; i++)
    for (const step of [1, 2]) pairs.add([i, (i + step) % n].sort((a, b) => a - b).join());
  return [...pairs].flatMap((pair) => pair.split(',').map(Number));
}

export function packOfOwn(like: Pack, seed: number, names: string[], settings: number[]): Pack {
  const { words: _words, file: _file, ...rest } = like;
  return { ...rest, seed, futures: 1, labels: names, push: [], armPush: [], use: [], off: [], check: [],
    units: [{ members: names.length, ties: ties(names.length), values: { 'network.members': names.length, ...valuesOf(settings) }, first: {} }] };
}

export const codeOf = ({ names, settings }: Own): string =>
  spell(PLANS + settings.reduce((n, s) => n * STEPS + s, names.length - LEAST));

// Seats and settings of a code; or what is wrong with it.
export function ownOf(code: string): { seats: number; settings: number[] } | Wrong {
  const read = spelt(code);
  const none = { wrong: [], short: false };
  if ('wrong' in read) return read;
  let n = read.n - PLANS;
  if (n < 0) return none;
  const settings = SETTINGS.map(() => { const s = n % STEPS; n = Math.floor(n / STEPS); return s; }).reverse();
  const seats = n + LEAST;
  return seats <= MOST ? { seats, settings } : none;
}

export const fileOf = (own: Own): string => `${JSON.stringify({ [FILE]: 1, ...own }, null, 1)}\n`;

const strings = (x: unknown): x is string[] => Array.isArray(x) && x.every((s) => typeof s === 'string');

// What a file says; null: it is not one of these.
export function readOwn(text: string, causes: string[]): Own | null {
  let said: unknown;
  try { said = JSON.parse(text); } catch { return null; }
  if (typeof said !== 'object' || said === null || (said as Record<string, unknown>)[FILE] !== 1) return null;
  const { names, settings, cards } = said as Partial<Record<keyof Own, unknown>>;
  if (!strings(names) || !strings(cards) || !Array.isArray(settings) || settings.length !== SETTINGS.length) return null;
  if (!settings.every((s) => Number.isInteger(s) && s >= 0 && s < STEPS)) return null;
  const clean = namesOf(names.map((name) => name.replace(/\s+/g, ' ')).join('\n'));
  return clean.length >= LEAST && clean.length <= MOST
    ? { names: clean, settings: settings as number[], cards: causes.filter((id) => cards.includes(id)).slice(0, 3) } : null;
}
