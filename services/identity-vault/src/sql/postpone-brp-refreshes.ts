import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';

// Rows are locked in the order in which request-brp-refreshes.ts writes them.
const POSTPONE = `
  WITH waits AS MATERIALIZED (
    SELECT r.lookup, p.wait_seconds
    FROM brp_refreshes r
    JOIN json_to_recordset($1::json) AS p (lookup text, wait_seconds double precision) ON r.lookup = decode(p.lookup, 'hex')
    ORDER BY r.lookup
    FOR UPDATE OF r)
  UPDATE brp_refreshes r SET due_at = now() + make_interval(secs => w.wait_seconds)
  FROM waits w
  WHERE r.lookup = w.lookup`;

export async function postponeBrpRefreshes(
  db: Queryable,
  refreshes: readonly { readonly lookup: Lookup; readonly waitMs: number }[],
): Promise<void> {
  const given = refreshes.map(({ lookup, waitMs }) => ({ lookup, wait_seconds: waitMs / 1_000 }));
  await db.query(POSTPONE, [JSON.stringify(given)]);
}
