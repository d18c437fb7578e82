import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';

const WANT = `
  UPDATE claims c SET wanted = c.wanted + 1, due_at = now(), attempts = 0
  FROM persons p
  WHERE p.register_id = c.register_id
    AND p.lookup = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))`;

/** Has all claims of these persons compared with the diploma register once more. */
export async function wantClaimsAgain(db: Queryable, lookups: readonly Lookup[]): Promise<void> {
  await db.query(WANT, [JSON.stringify(lookups)]);
}
