import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT claim_id, register_id FROM teaching_statements WHERE claim_id = ANY ($1::uuid[])`;

/** Register id per claim, also of statements that were replaced since. */
export async function selectClaimants(db: Queryable, claimIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ claim_id: string; register_id: string }>(SQL, [claimIds]);
  return new Map(rows.map((row) => [row.claim_id, row.register_id]));
}
