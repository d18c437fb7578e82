import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT claim_id, register_id FROM teaching_statements WHERE claim_id = ANY ($1::uuid[])`;

const DESTROYED = `
  SELECT c.claim_id FROM unnest($1::uuid[]) AS c (claim_id)
  JOIN destroyed_claims AS d ON d.claim_hash = sha256(convert_to(c.claim_id::text, 'UTF8'))`;

/** Those of these claims whose person was destroyed. */
export async function selectDestroyedClaims(db: Queryable, claimIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ claim_id: string }>(DESTROYED, [claimIds]);
  return new Set(rows.map((row) => row.claim_id));
}

/** Register id per claim, also of statements that were replaced since. */
export async function selectClaimants(db: Queryable, claimIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ claim_id: string; register_id: string }>(SQL, [claimIds]);
  return new Map(rows.map((row) => [row.claim_id, row.register_id]));
}
