import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface FoundRegisterId {
  readonly lookup: Lookup;
  /** Of the person of today, when the number is a former one. */
  readonly registerId: RegisterId;
  readonly known: boolean;
}

const FIND = `
  SELECT encode(n.lookup, 'hex') AS lookup, p.register_id AS "registerId", p.known_at IS NOT NULL AS known
  FROM persons n JOIN persons p ON p.register_id = COALESCE(n.alias_of, n.register_id)
  WHERE n.lookup = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))`;

export async function findRegisterIdsByLookup(db: Queryable, lookups: readonly Lookup[]): Promise<FoundRegisterId[]> {
  const { rows } = await db.query<FoundRegisterId>(FIND, [JSON.stringify(lookups)]);
  return rows;
}
