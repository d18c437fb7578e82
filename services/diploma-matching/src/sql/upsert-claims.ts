import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { DiplomaClaim } from '../domain/claim.ts';

const sql = `
INSERT INTO claims (claim_id, matching_id, teaching, stated_on, diplomas, received_at)
SELECT claim_id, matching_id, teaching, stated_on, diplomas, $2::timestamptz
FROM json_to_recordset($1::json)
  AS c (claim_id uuid, matching_id uuid, teaching jsonb, stated_on text, diplomas jsonb)
ON CONFLICT (claim_id) DO UPDATE
SET matching_id = excluded.matching_id, teaching = excluded.teaching, stated_on = excluded.stated_on,
    diplomas = excluded.diplomas, received_at = excluded.received_at`;

/** @param claims at most one of each claim id: one statement cannot write a row twice */
export async function upsertClaims(db: Queryable, claims: readonly DiplomaClaim[], receivedAt: Date): Promise<void> {
  const rows = claims.map((claim) => ({
    claim_id: claim.claimId,
    matching_id: claim.matchingId,
    teaching: claim.onderwijs,
    stated_on: claim.opgegevenOp,
    diplomas: claim.diplomas,
  }));
  await db.query(sql, [JSON.stringify(rows), receivedAt.toISOString()]);
}
