// claims.ts: the experiments behind the sentences, as claims.mjs found them; only those that hold. And of some the
// assumption that turns them round.
import all from '../claims.json';
import found from '../claims.found.json';

export interface Claim {
  id: string; networks: number; difference: number; low: number; high: number; holds: boolean;
  turned?: { difference: number; turns: boolean };
}
export interface Side { outcome: string; use?: [string, number, number][]; values?: Record<string, number> }
interface Said { id: string; least: number; turn?: { field: string; from: number; to: number }; more: Side; less: Side }
export interface Turn { field: string; from: number; to: number; more: Side; less: Side }

export const claims: Claim[] = (found as Claim[]).filter((c) => c.holds);

export const sideOf = (claim: Claim): Said => (all as unknown as Said[]).find((c) => c.id === claim.id)!;

export function turnOf(claim: Claim): Turn | null {
  const said = sideOf(claim);
  return said.turn && claim.turned?.turns ? { ...said.turn, more: said.more, less: said.less } : null;
}
