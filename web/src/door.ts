// door.ts: what node sees of the engine, of tables of one's own and of the experiments (dist/room.mjs).
export * from './room';
export { packOfOwn, valuesOf } from './own';
export { differ, outcomes, withValue } from './proof';
