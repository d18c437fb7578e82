import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ClaimId } from '../domain/ids.ts';

// Locked in the order of the ids, as in finish-claims.ts.
const POSTPONE = `
  WITH waits AS MATERIALIZED (
    SELECT c.claim_id, p.wait_seconds
    FROM claims c JOIN json_to_recordset($1::json) AS p (claim_id uuid, wait_seconds double precision) USING (claim_id)
    ORDER BY c.claim_id
    FOR UPDATE OF c)
  UPDATE claims c SET due_at = now() + make_interval(secs => w.wait_seconds)
  FROM waits w
  WHERE c.claim_id = w.claim_id`;

export async function postponeClaims(
  db: Queryable,
  claims: readonly { readonly claimId: ClaimId; readonly waitMs: number }[],
): Promise<void> {
  const given = claims.map(({ claimId, waitMs }) => ({ claim_id: claimId, wait_seconds: waitMs / 1_000 }));
  await db.query(POSTPONE, [JSON.stringify(given)]);
}
