// pack.ts: what `polder lesson` bakes into a page: networks as they were founded, and what is done to them.

export interface Push { field: string; from: number; until: number; level: number }
export interface Step {
  kind: number; field: string; relation: number; value: number; ticks: number; spell: number;
}
export interface Condition { spells: number; steps: Step[] }
export interface Target { whom: number; field: string; share: number; ticks: number; where?: Condition }
export interface Intervention {
  name: string; effects: [string, number][]; from: number; duration: number; target: Target;
  cost: number; costPerMember: number; start?: Condition;
}
export interface Unit {
  members: number;
  ties: number[]; // pairs of ids
  values: Record<string, number>; // of level network, where they are not the default
  first: Record<string, (number | null)[]>; // null: left to the set-up
}
// The key lesson of the scenario: names in the languages that it has, and the class number of who types none.
export interface Names {
  number?: number;
  title?: Partial<Both>;
  members?: Record<string, Partial<Both> & { short?: Partial<Both>; the?: Partial<Both> }>;
  axes?: Record<string, { en?: [string, string]; nl?: [string, string] }>;
}
export interface Pack {
  words?: Names;
  title?: string; description?: string; file?: string; model: string; tick: string;
  fingerprint: string; seed: number; futures: number; horizon: number; baseline: string; labels: string[];
  off: string[]; push: Push[]; armPush: Push[]; use: Intervention[]; hand: Intervention[];
  units: Unit[]; check: string[][];
}
export interface Both { en: string; nl: string }
// How a kind of event is told: the first row that fits, whose numbers stand for all of these words. What it
// means to the story is one of `Plot`, in the order of polder_plot_t (engine/kernel/model.h).
export const Plot = { none: 0, ends: 1, well: 2, goal: 3, leaves: 4, joins: 5, quarrel: 6, peace: 7 };
export interface Sentence {
  id: string; kind: string; when: [number, string][]; weight: number; plot: number; unseen: boolean; text: Both;
}
export interface Cause {
  id: string; title: Both; symptom: Both; problem: Both; wayOut: Both;
  sign: string | null; // the column that says how loud it is heard
  without: { field: string; state: boolean; most: boolean; value: number }[];
}
export interface Lesson {
  version: string; table: Pack; population?: Pack;
  interventions: Record<string, Both>;
  told: Sentence[];
  choices: Record<string, string[][]>; // of each kind of event, the words that its numbers stand for
  causes: Cause[];
}
