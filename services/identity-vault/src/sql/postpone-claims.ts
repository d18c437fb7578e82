import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ClaimId } from '../domain/ids.ts';

const POSTPONE = `
  UPDATE claims c SET due_at = now() + make_interval(secs => p.wait_seconds)
  FROM json_to_recordset($1::json) AS p (claim_id uuid, wait_seconds double precision)
  WHERE c.claim_id = p.claim_id`;

export async function postponeClaims(
  db: Queryable,
  claims: readonly { readonly claimId: ClaimId; readonly waitMs: number }[],
): Promise<void> {
  const given = claims.map(({ claimId, waitMs }) => ({ claim_id: claimId, wait_seconds: waitMs / 1_000 }));
  await db.query(POSTPONE, [JSON.stringify(given)]);
}
