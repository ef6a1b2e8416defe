// door.ts: what node sees of the engine and of the experiments (dist/room.mjs).
export * from './room';
export { differ, outcomes, withValue } from './proof';
