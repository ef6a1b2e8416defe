// words.ts: what the page says, in English and Dutch.
import type en from '../words/en.json';
import { h, name, type Child } from './dom';

export type Language = 'en' | 'nl';
type Words = typeof en;
type Lists = { [K in keyof Words]: Words[K] extends string[] ? K : never }[keyof Words];
export type Word = Exclude<keyof Words, Lists>;

const read: Partial<Record<Language, Words>> = {};
let now: Language = 'en';
// They lie beside the script: as a part of it they would be read with it before there is anything to see.
const all = (): Words => (read[now] ??= JSON.parse(document.getElementById(`words-${now}`)!.textContent!) as Words);

export const speak = (language: Language) => {
  now = language;
  document.documentElement.lang = language;
};
export const language = () => now;

// Is there such a word?
export const known = (key: string): key is Word => key in all();

export const list = (key: Lists): string[] => all()[key];

// Below ten in words, as people write it.
export function count(n: number): string {
  return n >= 0 && n < 10 && Number.isInteger(n) ? list('numbers')[n] : String(n);
}

// Whole numbers by hand: the first number or list that the browser writes in the way of a language costs a phone a tenth of a second.
const digits = (n: number) => (Number.isInteger(n) ? String(n).replace(/\B(?=(\d{3})+$)/g, now === 'nl' ? '.' : ',') : n.toLocaleString(now));

// Both languages have one form for 1 and another for all else: "{n} {n:pair saves|pairs save} it"; a # is the number.
const one = (x: string | number | undefined) => x === 1 || x === list('numbers')[1];
export function t(key: Word, fill: Record<string, string | number> = {}): string {
  const put = (slot: string) => (typeof fill[slot] === 'number' ? digits(fill[slot]) : String(fill[slot]));
  return all()[key].replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, slot: string, single?: string, more?: string) =>
    (single === undefined ? put(slot) : (one(fill[slot]) ? single : more!).replace('#', put(slot))));
}

// "a, b and c", by hand for the same reason.
export function series(items: string[], by: 'and' | 'or' = 'and'): string {
  const last = items.length - 1;
  return last < 1 ? items.join('') : `${items.slice(0, last).join(', ')}${now === 'en' && last > 1 ? ',' : ''} ${t(by)} ${items[last]}`;
}

// A text with elements in its slots.
function rich(text: string, fill: Record<string, Child>): Child[] {
  return text.split(/(\{\w+\})/).map((piece) =>
    (piece.startsWith('{') ? fill[piece.slice(1, -1)] : piece));
}

export const small = (x: string) => x.charAt(0).toLowerCase() + x.slice(1);

export const big = (x: string) => x.charAt(0).toUpperCase() + x.slice(1);

// A sentence with names of organisations in it: "{who} and {whom} fall out."
export function named(text: string, names: Record<string, string>): HTMLElement {
  const first = /^\{(\w+)\}/.exec(text)?.[1];
  return h('span', {}, rich(text, Object.fromEntries(Object.entries(names).map(([k, v]) => [k, name(k === first ? big(v) : v)]))));
}
