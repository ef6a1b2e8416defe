// claims.ts: the experiments behind the sentences, as claims.mjs found them; only those that hold. And of some the
// assumption that turns them round.
import all from '../claims.json';
import found from '../claims.found.json';

export interface Claim {
  id: string; networks: number; difference: number; low: number; high: number; holds: boolean;
  turned?: { difference: number; turns: boolean };
}
export interface Side { outcome: string; use?: [string, number, number][]; values?: Record<string, number> }
export interface Turn { field: string; from: number; to: number; more: Side; less: Side }

export const claims: Claim[] = (found as Claim[]).filter((c) => c.holds);

export function turnOf(claim: Claim): Turn | null {
  const said = (all as unknown as { id: string; turn?: { field: string; from: number; to: number }; more: Side; less: Side }[]).find((c) => c.id === claim.id);
  return said?.turn && claim.turned?.turns ? { ...said.turn, more: said.more, less: said.less } : null;
}
