// claims.ts: the experiments behind the sentences, as claims.mjs found them; only those that hold. And of some the
// assumption that turns them round.
import all from '../claims.json';
import found from '../claims.found.json';
import type { Side } from './proof';

export interface Claim {
  id: string; networks: number; difference: number; low: number; high: number; holds: boolean;
  turned?: { difference: number; turns: boolean };
}
export interface Turn { field: string; from: number; to: number }
export interface Said { id: string; least: number; turn?: Turn; more: Side; less: Side }

export const claims: Claim[] = (found as Claim[]).filter((c) => c.holds);

export const sideOf = (claim: Claim): Said => (all as unknown as Said[]).find((c) => c.id === claim.id)!;

// Only one that turned it when it was tried.
export const turnOf = (claim: Claim): Turn | null => (claim.turned?.turns ? sideOf(claim).turn ?? null : null);
