// told.ts: what happened in a network, in the sentences of `polder story`, which come with the page.
import type { Lesson, Sentence } from './pack';
import type { Happened } from './room';
import { language, named, t } from './words';

export interface Line { month: number; kind: string; who: number; weight: number; unseen: boolean; text: HTMLElement }

// The word that a number stands for.
const wordOf = (lesson: Lesson, e: Happened, number: number): string | undefined => lesson.choices[e.kind]?.[number]?.[e.number[number]];

function sentenceOf(lesson: Lesson, e: Happened, kind: string): Sentence | undefined {
  return lesson.told.find((s) => s.kind === kind && (s.when === undefined || wordOf(lesson, e, s.number!) === s.when));
}

const isConflict = (e: Happened) => e.kind.startsWith('conflict.');

// Is the other direction of this conflict on as well, just before event i? One is then told.
function goesOn(events: Happened[], i: number): boolean {
  const e = events[i];
  for (let k = i - 1; k >= 0; k--) {
    const p = events[k];
    if (isConflict(p)) {
      if (p.who === e.whom && p.whom === e.who) return p.kind === 'conflict.begins' || p.kind === 'conflict.provoked';
    } else if (p.kind.startsWith('member.') && (p.who === e.who || p.who === e.whom)) return false;
  }
  return false;
}

// All that is told, in words of the language of now. `name`: of an organisation, or of whoever came into its
// seat; `remedy`: of an intervention by its place.
export function lines(lesson: Lesson, events: Happened[], nameOf: (org: number, newcomer: boolean) => string,
  remedy: (i: number) => string): Line[] {
  const newcomer = new Set<number>();
  const out: Line[] = [];
  events.forEach((e, i) => {
    if (e.kind === 'member.joins') newcomer.add(e.who);
    const first = sentenceOf(lesson, e, e.kind);
    const unseen = first?.unseen ?? false;
    const sentence = unseen ? sentenceOf(lesson, e, `${e.kind}, unseen`) : first;
    if (!sentence || sentence.weight === 0 || (isConflict(e) && goesOn(events, i))) return;
    const name = (org: number) => (org < 0 ? '' : nameOf(org, newcomer.has(org)));
    const number = (k: number) => (e.kind.startsWith('intervention.') && k === 0 ? remedy(e.number[0]) : wordOf(lesson, e, k) ?? '');
    out.push({ month: e.month, kind: e.kind, who: e.who, weight: sentence.weight, unseen,
      text: named(sentence.text[language()], { who: name(e.who), whom: name(e.whom), a: number(0), b: number(1) }) });
  });
  return out;
}

// What can be noticed in a month, the weightiest first; and what could not.
export function months(all: Line[], n: number): Line[][] {
  return Array.from({ length: n + 1 }, (_, m) => all.filter((x) => x.month === m && !x.unseen)
    .sort((a, b) => b.weight - a.weight).slice(0, 3));
}

export const last = (month: number, goal: boolean): Line => ({ month, kind: '', who: -1, weight: 10, unseen: false,
  text: named(t(goal ? 'feed.last.goal' : 'feed.last.none'), {}) });
