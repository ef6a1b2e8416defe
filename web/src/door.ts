// door.ts: what node sees of the engine, of plans and tables of one's own, and of the experiments (dist/room.mjs).
export * from './room';
export { decode, encode } from './code';
export { packOfOwn, valuesOf } from './own';
export { differ, outcomes, withValue } from './proof';
export { feed, months, slots } from './feed';
export { tiesOf } from './future';
