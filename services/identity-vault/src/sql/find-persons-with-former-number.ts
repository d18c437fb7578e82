import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';
import { PERSON_COLUMNS, toStoredPerson } from './stored-person.ts';
import type { PersonRow, StoredPerson } from './stored-person.ts';

export interface PersonWithFormerNumber {
  readonly asked: RegisterId;
  readonly person: StoredPerson;
  /** The newest of their former numbers. */
  readonly former?: { readonly lookup: Lookup; readonly citizenNumber: Sealed };
}

interface Row extends PersonRow {
  asked: RegisterId;
  formerLookup: Lookup | null;
  formerNumber: Buffer | null;
  formerKey: number | null;
}

const FIND = `
  SELECT n.register_id AS asked, ${PERSON_COLUMNS}, encode(f.lookup, 'hex') AS "formerLookup",
    f.citizen_number AS "formerNumber", f.citizen_number_key AS "formerKey"
  FROM persons n
    JOIN persons p ON p.register_id = COALESCE(n.alias_of, n.register_id)
    LEFT JOIN LATERAL (
      SELECT lookup, citizen_number, citizen_number_key FROM persons
      WHERE alias_of = p.register_id
      ORDER BY alias_since DESC LIMIT 1) f ON true
  WHERE n.register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))`;

/** Those of the persons that the vault has, in no order. */
export async function findPersonsWithFormerNumber(
  db: Queryable,
  ids: readonly RegisterId[],
): Promise<PersonWithFormerNumber[]> {
  const { rows } = await db.query<Row>(FIND, [JSON.stringify(ids)]);
  return rows.map(({ asked, formerLookup, formerNumber, formerKey, ...row }) => ({
    asked,
    person: toStoredPerson(row),
    ...(formerLookup !== null &&
      formerNumber !== null &&
      formerKey !== null && {
        former: { lookup: formerLookup, citizenNumber: { bytes: formerNumber, keyVersion: formerKey } },
      }),
  }));
}
