import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';

const REQUEST = `
  INSERT INTO brp_refreshes (lookup, passes_left, due_at)
  SELECT DISTINCT decode(value, 'hex'), $2::smallint, now()
  FROM json_array_elements_text($1::json)
  ORDER BY 1
  ON CONFLICT (lookup) DO UPDATE SET
    passes_left = $2::smallint, due_at = now(), attempts = 0, requested = brp_refreshes.requested + 1`;

/** Has the facts of these persons fetched from the BRP so many times; again from the start when that was under way. */
export async function requestBrpRefreshes(db: Queryable, lookups: readonly Lookup[], passes: number): Promise<void> {
  await db.query(REQUEST, [JSON.stringify(lookups), passes]);
}
