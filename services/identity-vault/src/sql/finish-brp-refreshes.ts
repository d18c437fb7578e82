import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';

// One that was requested again meanwhile stays as the new request left it: due now, with all its passes. Rows are locked
// in the order in which request-brp-refreshes.ts writes them, before anything changes them.
const FINISH = `
  WITH given AS (
    SELECT decode(lookup, 'hex') AS lookup, requested
    FROM json_to_recordset($1::json) AS r (lookup text, requested integer)),
  made AS MATERIALIZED (
    SELECT r.lookup, g.requested
    FROM brp_refreshes r JOIN given g USING (lookup)
    ORDER BY r.lookup
    FOR UPDATE OF r),
  over AS (
    DELETE FROM brp_refreshes r USING made m
    WHERE r.lookup = m.lookup AND r.requested = m.requested AND r.passes_left <= 1)
  UPDATE brp_refreshes r SET
    passes_left = r.passes_left - 1, attempts = 0, due_at = now() + make_interval(secs => $2)
  FROM made m
  WHERE r.lookup = m.lookup AND r.requested = m.requested AND r.passes_left > 1`;

/** Counts one pass for each of these; those with passes left come again after so many seconds. */
export async function finishBrpRefreshes(
  tx: Transaction,
  made: readonly { readonly lookup: Lookup; readonly requested: number }[],
  againAfterSeconds: number,
): Promise<void> {
  const given = made.map(({ lookup, requested }) => ({ lookup, requested }));
  await tx.query(FINISH, [JSON.stringify(given), againAfterSeconds]);
}
