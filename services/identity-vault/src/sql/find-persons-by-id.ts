import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';
import { PERSON_COLUMNS, toStoredPerson } from './stored-person.ts';
import type { PersonRow, StoredPerson } from './stored-person.ts';

const FIND = `
  SELECT ${PERSON_COLUMNS}
  FROM persons p
  WHERE p.register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))`;

/** Those of the persons that the vault has, in no order. */
export async function findPersonsById(db: Queryable, ids: readonly RegisterId[]): Promise<StoredPerson[]> {
  const { rows } = await db.query<PersonRow>(FIND, [JSON.stringify(ids)]);
  return rows.map(toStoredPerson);
}
