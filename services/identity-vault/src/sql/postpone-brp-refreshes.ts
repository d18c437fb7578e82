import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';

const POSTPONE = `
  UPDATE brp_refreshes r SET due_at = now() + make_interval(secs => p.wait_seconds)
  FROM json_to_recordset($1::json) AS p (lookup text, wait_seconds double precision)
  WHERE r.lookup = decode(p.lookup, 'hex')`;

export async function postponeBrpRefreshes(
  db: Queryable,
  refreshes: readonly { readonly lookup: Lookup; readonly waitMs: number }[],
): Promise<void> {
  const given = refreshes.map(({ lookup, waitMs }) => ({ lookup, wait_seconds: waitMs / 1_000 }));
  await db.query(POSTPONE, [JSON.stringify(given)]);
}
