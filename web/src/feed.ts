// feed.ts: which of what happened is told, by the rules of `polder story`; told.ts has the words.
import { Plot, type Lesson, type Sentence } from './pack';
import type { Happened } from './room';

export interface Told { event: Happened; sentence: Sentence; newcomer: { who: boolean; whom: boolean } }

// The word that a number stands for.
export const wordOf = (lesson: Lesson, e: Happened, number: number): string | undefined => lesson.choices[e.kind]?.[number]?.[e.number[number]];

const sentenceOf = (lesson: Lesson, e: Happened): Sentence | undefined =>
  lesson.told.find((s) => s.kind === e.kind && s.when.every(([k, word]) => wordOf(lesson, e, k) === word));

const ofQuarrel = (s?: Sentence) => s?.plot === Plot.quarrel || s?.plot === Plot.peace;
const ofSeat = (s?: Sentence) => s?.plot === Plot.leaves || s?.plot === Plot.joins;

// Is the other direction of this quarrel on as well, just before event i? One is then told.
function goesOn(events: Happened[], sentence: (Sentence | undefined)[], i: number): boolean {
  const e = events[i];
  for (let k = i - 1; k >= 0; k--) {
    const p = events[k];
    if (ofSeat(sentence[k]) && (p.who === e.who || p.who === e.whom)) return false;
    if (ofQuarrel(sentence[k]) && p.who === e.whom && p.whom === e.who) return sentence[k]!.plot === Plot.quarrel;
  }
  return false;
}

export function feed(lesson: Lesson, events: Happened[]): Told[] {
  const newcomer = new Set<number>();
  const gone = new Set<number>(); // with whom nobody makes peace any more
  const out: Told[] = [];
  const all = events.map((e) => sentenceOf(lesson, e));
  events.forEach((event, i) => {
    const sentence = all[i];
    const late = sentence?.plot === Plot.peace && (gone.has(event.who) || gone.has(event.whom));
    if (sentence?.plot === Plot.joins) newcomer.add(event.who);
    if (sentence?.plot === Plot.leaves) gone.add(event.who);
    if (sentence?.plot === Plot.joins) gone.delete(event.who);
    if (!sentence || sentence.weight === 0 || late || (ofQuarrel(sentence) && goesOn(events, all, i))) return;
    out.push({ event, sentence, newcomer: { who: newcomer.has(event.who), whom: newcomer.has(event.whom) } });
  });
  return out;
}

// What goes into the slots of a sentence: names of organisations, and what numbers stand for.
export function slots(lesson: Lesson, { event: e, newcomer }: Told, nameOf: (org: number, newcomer: boolean) => string,
  remedy: (i: number) => string): Record<string, string> {
  const name = (org: number, isNew: boolean) => (org < 0 ? '' : nameOf(org, isNew));
  const number = (k: number) => (e.kind.startsWith('intervention.') && k === 0 ? remedy(e.number[0]) : wordOf(lesson, e, k) ?? '');
  return { who: name(e.who, newcomer.who), whom: name(e.whom, newcomer.whom), a: number(0), b: number(1) };
}

// What can be noticed in a month, as it came about: the three weightiest; and of a table that is drawn whatever the picture
// shows, which is who comes and goes, falls out and makes it up.
const SHOWN = 3;
export function months<L extends { month: number; weight: number; unseen: boolean; plot: number }>(all: L[], n: number, drawn = true): L[][] {
  return Array.from({ length: n + 1 }, (_, m) => {
    const those = all.filter((x) => x.month === m && !x.unseen);
    const told = [...those].sort((a, b) => b.weight - a.weight).slice(0, SHOWN);
    return those.filter((x) => told.includes(x) || (drawn && x.plot >= Plot.leaves));
  });
}
