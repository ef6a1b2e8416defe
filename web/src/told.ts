// told.ts: what happened in a network, in the sentences of `polder story`, which come with the page.
import { Plot, type Lesson, type Sentence } from './pack';
import type { Happened } from './room';
import { language, named, t } from './words';

export interface Line { month: number; kind: string; who: number; weight: number; unseen: boolean; text: HTMLElement }

// The word that a number stands for.
const wordOf = (lesson: Lesson, e: Happened, number: number): string | undefined => lesson.choices[e.kind]?.[number]?.[e.number[number]];

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

// All that is told, in words of the language of now. `name`: of an organisation, or of whoever came into its
// seat; `remedy`: of an intervention by its place.
export function lines(lesson: Lesson, events: Happened[], nameOf: (org: number, newcomer: boolean) => string,
  remedy: (i: number) => string): Line[] {
  const newcomer = new Set<number>();
  const out: Line[] = [];
  const all = events.map((e) => sentenceOf(lesson, e));
  events.forEach((e, i) => {
    const sentence = all[i];
    if (sentence?.plot === Plot.joins) newcomer.add(e.who);
    if (!sentence || sentence.weight === 0 || (ofQuarrel(sentence) && goesOn(events, all, i))) return;
    const name = (org: number) => (org < 0 ? '' : nameOf(org, newcomer.has(org)));
    const number = (k: number) => (e.kind.startsWith('intervention.') && k === 0 ? remedy(e.number[0]) : wordOf(lesson, e, k) ?? '');
    out.push({ month: e.month, kind: e.kind, who: e.who, weight: sentence.weight, unseen: sentence.unseen,
      text: named(sentence.text[language()], { who: name(e.who), whom: name(e.whom), a: number(0), b: number(1) }) });
  });
  return out;
}

// What can be noticed in a month: the three weightiest, as they came about.
export function months(all: Line[], n: number): Line[][] {
  return Array.from({ length: n + 1 }, (_, m) => {
    const those = all.filter((x) => x.month === m && !x.unseen);
    const told = [...those].sort((a, b) => b.weight - a.weight).slice(0, 3);
    return those.filter((x) => told.includes(x));
  });
}

export const last = (month: number, goal: boolean): Line => ({ month, kind: '', who: -1, weight: 10, unseen: false,
  text: named(t(goal ? 'feed.last.goal' : 'feed.last.none'), {}) });
