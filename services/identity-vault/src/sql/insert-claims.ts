import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ClaimId } from '../domain/ids.ts';
import type { TeachingClaim } from '../messages/teaching-claim.ts';

// A newer claim about the same teaching replaces the older one: only the newest is asked again when diplomas change.
// Those that the teacher simply dropped cannot be told from here; the register passes their results by.
// Locked in the order of the ids, as in finish-claims.ts.
const INSERT = `
  WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS c (claim_id uuid, register_id uuid, teaching jsonb, stated_at timestamptz)),
  older AS MATERIALIZED (
    SELECT c.claim_id
    FROM claims c JOIN given g ON c.register_id = g.register_id AND c.teaching = g.teaching AND c.stated_at < g.stated_at
    ORDER BY c.claim_id
    FOR UPDATE OF c),
  replaced AS (
    DELETE FROM claims c USING older o WHERE c.claim_id = o.claim_id),
  stored AS (
    INSERT INTO claims (claim_id, register_id, teaching, stated_at)
    SELECT g.claim_id, g.register_id, g.teaching, g.stated_at
    FROM given g JOIN persons p USING (register_id)
    ON CONFLICT (claim_id) DO NOTHING)
  SELECT g.claim_id AS "claimId" FROM given g
  WHERE NOT EXISTS (SELECT 1 FROM persons p WHERE p.register_id = g.register_id)`;

/** @returns the claims that were not stored, because the vault does not have their person */
export async function insertClaims(tx: Transaction, claims: readonly TeachingClaim[]): Promise<ClaimId[]> {
  const given = claims.map(({ claimId, registerId, teaching, statedAt }) => ({
    claim_id: claimId,
    register_id: registerId,
    teaching,
    stated_at: statedAt,
  }));
  const { rows } = await tx.query<{ claimId: ClaimId }>(INSERT, [JSON.stringify(given)]);
  return rows.map(({ claimId }) => claimId);
}
