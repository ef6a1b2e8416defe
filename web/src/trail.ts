// trail.ts: the steps of a scene: where one is, and a way back; the names of the others where there is room.
import { h } from './dom';
import { button } from './stage';
import { t, type Word } from './words';

export function trail<T extends string>(id: string, steps: T[], name: (step: T) => Word, now: T, go: (step: T) => void, open: (step: T) => boolean = () => true): HTMLElement {
  return h('div', { class: 'choose trail', role: 'group', 'aria-label': t('trail') }, steps.map((x) => button(`${id}-${x}`, h('span', {}, t(name(x))), () => go(x),
    { 'aria-current': x === now ? 'step' : undefined, disabled: !open(x) })), h('div', { class: 'at', 'aria-hidden': 'true' }, t('trail.at', { n: steps.indexOf(now) + 1, all: steps.length }), ' · ', h('b', {}, t(name(now)))));
}
