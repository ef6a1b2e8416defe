// claims.ts: the experiments behind the sentences, as claims.mjs found them; only those that hold.
import found from '../claims.found.json';

export interface Claim { id: string; networks: number; difference: number; low: number; high: number; holds: boolean }

export const claims: Claim[] = (found as Claim[]).filter((c) => c.holds);
