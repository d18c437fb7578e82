import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';

// Locked in the order of the ids, as in finish-claims.ts.
const WANT = `
  WITH told AS MATERIALIZED (
    SELECT c.claim_id
    FROM claims c JOIN persons p USING (register_id)
    WHERE p.lookup = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))
    ORDER BY c.claim_id
    FOR UPDATE OF c)
  UPDATE claims c SET wanted = c.wanted + 1, due_at = now(), attempts = 0
  FROM told t
  WHERE c.claim_id = t.claim_id`;

/** Has all claims of these persons compared with the diploma register once more. */
export async function wantClaimsAgain(db: Queryable, lookups: readonly Lookup[]): Promise<void> {
  await db.query(WANT, [JSON.stringify(lookups)]);
}
