// story.ts: one future of one table, month by month: what was read, and what there is to tell of it.
import { here, last, LOOK, quarrels, tiesOf, type Seen, type Tie } from './future';
import { fits, table, type Bond, type Chair } from './seats';
import { lives, member, remedy, type Stage } from './stage';
import type { Arm, Track } from './room';
import { months } from './feed';
import { last as lastLine, lines, type Line } from './told';
import { t, type Word } from './words';

// What a member has, by the columns that say it.
export const HAS: Record<string, Word> = { will: 'has.will', alignment: 'has.direction', support: 'has.mandate', ownership: 'has.ownership',
  'attention.time': 'has.time' };
// What binds, as means over the members.
export const MET = ['met.direction', 'met.safety', 'met.fairness', 'met.home', 'met.ownership', 'met.time', 'met.reciprocity'] as const;

// What the network as a whole needs.
export const NET = ['met.effort', 'met.ability', 'met.coordination'] as const;

// What a need is called in a list; else as in the meter.
export const IN_LISTS: Partial<Record<string, Word>> = { 'met.reciprocity': 'give.reciprocity', 'met.ownership': 'give.ownership' };

const READ = [...LOOK, 'trust', 'vigilance', 'balance', ...Object.keys(HAS), ...MET, ...NET, 'camps.side'];

export interface Story {
  replicate: number; arm: Arm; why: Word; members: number; ties: Tie[]; track: Track; months: number; name(org: number, as?: 'short' | 'the'): string; named(org: number): boolean;
  told: Line[]; // all that is told of it
  seen: Line[][]; // of each month, what there is room for
  went: boolean[]; // of each future looked at, does anybody leave after the first year?
  many: number; quiet: number; loud: number; // futures looked at; in which the first to leave was not among the loudest, or was
  lot: number; spread: number; // in how many it would have been, had it been drawn by lot, and the standard deviation of that
}

// The table as it is in a month.
export function bondsOf({ track, ties }: Story, month: number, chosen: number | null = null): Bond[] {
  const v = track.value;
  return ties.filter((x) => here(track, month, x.a) && here(track, month, x.b)).map((x) => ({ a: x.a, b: x.b,
    trust: [v.trust[month][x.there], v.trust[month][x.back]] as [number, number],
    vigilance: [v.vigilance[month][x.there], v.vigilance[month][x.back]] as [number, number],
    quarrel: quarrels(track, month, x), faint: chosen !== null && x.a !== chosen && x.b !== chosen }));
}

// Two groups that are told of in this month or beside it, as far as it has been played: who is in the second one, who in
// neither. Both fell out, or one left, by the sides of the month before.
export function groupsOf({ seen, track, members }: Story, month: number, far: number): (boolean | undefined)[] | null {
  const tells = (m: number) => m > 0 && m <= far && Boolean(seen[m]?.some((x) => ['conflict.camps', 'leaves.camps'].includes(x.id)));
  const of = [month, month - 1, month + 1].find(tells);
  if (of === undefined) return null;
  const side = track.value['camps.side'][of - 1];
  const first = Array.from({ length: members }, (_, i) => side[i]).find((x) => x !== 0);
  const list = Array.from({ length: members }, (_, i) => (side[i] === 0 || !here(track, month, i) ? undefined : side[i] !== first));
  return list.includes(true) && list.includes(false) ? list : null;
}

export function chairsOf(story: Story, month: number, chosen: number | null = null, bet: number | null = null, groups: (boolean | undefined)[] | null = null): Chair[] {
  return Array.from({ length: story.members }, (_, i) => {
    const label = nameOf(story, i, month);
    const newcomer = isNew(story, i, month);
    const drawn = (name: string) => (newcomer ? t('seat.new', { name }) : name);
    const whole = drawn(story.name(i)); // the same name everywhere, where there is room for it
    const name = !story.named(i) ? '' : fits(whole) ? whole : drawn(story.name(i, 'short')); // the chair has its number
    return { label, name, empty: !here(story.track, month, i), chosen: chosen === i, newcomer, mark: bet === i, other: groups?.[i] };
  });
}

// The table of a month, where one chair at a time can be looked at: its ties stand out from the others.
export function tableOf(story: Story, month: number, wide: boolean, label: string): SVGSVGElement {
  let chosen: number | null = null;
  const draw = (whole: boolean): SVGSVGElement => table(chairsOf(story, month, chosen), bondsOf(story, month, chosen), wide, label, (i) => {
    chosen = chosen === i ? null : i;
    const fresh = draw(true);
    shown.replaceWith(fresh);
    shown = fresh;
  }, whole);
  let shown = draw(false);
  return shown;
}

export const MANY = 60; // members: of more the picture shows no names, and not all ties
const AT_ONCE = 16; // futures, as many as the engine steps side by side

// The written rule: the first future, after one that was seen, in which the goal is missed, somebody leaves
// after the first year, and 8 to 25 things happen; else the first in which somebody leaves; else the first.
async function choose(stage: Stage, after: number): Promise<Pick<Story, 'replicate' | 'why' | 'went' | 'many' | 'quiet' | 'loud' | 'lot' | 'spread'>> {
  const pack = stage.lesson.table;
  const many = pack.units[0].members > MANY ? 16 : 100;
  const seats = lives(stage, many, after);
  const futures: Seen[] = []; // a few at a time: whoever asks for something else meanwhile does not wait for all
  for (let i = 0; i < many; i += AT_ONCE)
    futures.push(...await stage.engine.ask('look', { which: 'table', seed: stage.seed, seats: seats.slice(i, i + AT_ONCE) }));
  const quiet = futures.filter((f) => f.first === 'quiet').length;
  const loud = futures.filter((f) => f.first === 'loud').length;
  const leaves = after + futures.findIndex((f) => f.first !== 'none');
  const pick = after + futures.findIndex((f) => f.first !== 'none' && !f.goal && f.happens >= 8 && f.happens <= 25);
  const lot = futures.reduce((n, f) => n + f.lot, 0);
  const spread = Math.sqrt(futures.reduce((n, f) => n + f.lot * (1 - f.lot), 0));
  const found = { went: futures.map((f) => f.first !== 'none'), many, quiet, loud, lot, spread };
  if (pick >= after) return { replicate: pick, why: 'two.why.rule', ...found };
  return leaves >= after ? { replicate: leaves, why: 'two.why.leaves', ...found } : { replicate: after, why: 'two.why.first', ...found };
}

// That future of the table, with what a coach does.
export async function follow(stage: Stage, replicate: number, arm: Arm): Promise<Story> {
  const pack = stage.lesson.table;
  const [seat] = lives(stage, 1, replicate);
  const unit = pack.units[seat.replicate % pack.units.length];
  const [track] = await stage.engine.ask('run', { which: 'table', seed: stage.seed, arms: [arm], seats: [seat],
    watch: { every: 1, columns: [...READ, ...Object.keys(pack.words?.axes ?? {})], events: true } });
  const story: Story = { replicate, arm, why: 'two.why.first', went: [], many: 0, quiet: 0, loud: 0, lot: 0, spread: 0, members: unit.members,
    ties: tiesOf(unit.ties, unit.members), track, months: track.at.length - 1, name: (org, as) => member(pack, org, as), named: (org) => Boolean(pack.labels[org]), told: [], seen: [] };
  retell(stage, story);
  return story;
}

let first: { of: Stage['lesson']; seed: number; story: Promise<Story> } | null = null; // scenes share it

export function tell(stage: Stage, after: number): Promise<Story> {
  const one = async () => {
    const picked = await choose(stage, after);
    return Object.assign(await follow(stage, picked.replicate, { use: [] }), picked);
  };
  if (after > 0) return one();
  if (stage.lesson !== first?.of || first.seed !== stage.seed) first = { of: stage.lesson, seed: stage.seed, story: one() };
  return first.story;
}

// Whoever sits there now: the name of the organisation, or a newcomer for it.
export function nameOf(story: Story, org: number, month: number): string {
  return isNew(story, org, month) ? t('seat.newcomer', { name: story.name(org, 'the') }) : story.name(org);
}

// The same within a sentence.
export function toldOf(story: Story, org: number, month: number): string {
  const name = story.name(org, 'the');
  return isNew(story, org, month) ? t('seat.newcomer.told', { name }) : name;
}

// Has its seat been left before?
function isNew({ track }: Story, org: number, month: number): boolean {
  if (!here(track, month, org)) return false;
  for (let m = 1; m <= month; m++) if (here(track, m - 1, org) && !here(track, m, org)) return true;
  return false;
}

// In words of the language of now, once somebody asks for them.
export function retell(stage: Stage, story: Story): void {
  const nameAt = (org: number, newcomer: boolean) => (newcomer ? t('seat.newcomer.told', { name: story.name(org, 'the') }) : story.name(org, 'the'));
  const use = [...stage.lesson.table.use, ...story.arm.use];
  let [told, seen]: [Line[] | null, Line[][] | null] = [null, null];
  const all = () => {
    if (told) return told;
    told = lines(stage.lesson, story.track.events, nameAt, (i) => remedy(stage, use[i]?.name ?? ''));
    if (!story.track.events.some((e) => e.kind === 'end')) told.push(lastLine(story.months, last(story.track, 'goal_reached') > 0));
    return told;
  };
  Object.defineProperties(story, { told: { get: all, configurable: true }, seen: { get: () => (seen ??= months(all(), story.months, story.members <= MANY)), configurable: true } });
}
