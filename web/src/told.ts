// told.ts: what happened in a network, in the sentences of `polder story`, which come with the page.
import { feed, slots, type Told } from './feed';
import { Plot, type Lesson } from './pack';
import type { Happened } from './room';
import { language, named, t } from './words';

export interface Line { id: string; month: number; kind: string; who: number; weight: number; unseen: boolean; plot: number; readonly text: HTMLElement }

// A sentence is made when it is looked at for the first time: most are not, and all at once hold a phone up.
function late(make: () => HTMLElement): { readonly text: HTMLElement } {
  let made: HTMLElement | null = null;
  return { get text() { return (made ??= make()); } };
}

// Two who fall out for a reason that was told of them before: few words say that they do.
function repeated(all: Told[]): [Told, boolean][] {
  const before = new Set<string>();
  return all.map((told) => {
    const { event: { who, whom }, sentence, newcomer } = told;
    if (sentence.plot !== Plot.quarrel || whom < 0) return [told, false];
    const key = [sentence.id, ...[`${who}${newcomer.who}`, `${whom}${newcomer.whom}`].sort()].join();
    return [told, before.size === before.add(key).size];
  });
}

// All that is told, in words of the language of now. `name`: of an organisation, or of whoever came into its
// seat; `remedy`: of an intervention by its place.
export const lines = (lesson: Lesson, events: Happened[], nameOf: (org: number, newcomer: boolean) => string,
  remedy: (i: number) => string): Line[] => repeated(feed(lesson, events)).map(([told, again]) => Object.assign(late(() => named(again ? t('feed.again', { who: '{who}', whom: '{whom}' }) : told.sentence.text[language()], slots(lesson, told, nameOf, remedy))),
  { id: told.sentence.id, month: told.event.month, kind: told.event.kind, who: told.event.who, weight: told.sentence.weight, unseen: told.sentence.unseen, plot: told.sentence.plot }));

export const last = (month: number, goal: boolean): Line => ({ id: '', month, kind: '', who: -1, weight: 10, unseen: false, plot: Plot.ends,
  text: named(t(goal ? 'feed.last.goal' : 'feed.last.none'), {}) });
