import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';
import { PERSON_COLUMNS, toStoredPerson } from './stored-person.ts';
import type { PersonRow, StoredPerson } from './stored-person.ts';

// Instead of lock-persons-to-accept.ts, for the rare batch in which numbers change: all rows that the batch will write, in
// one statement, because two would not be in one order.
const LOCK = `
  SELECT ${PERSON_COLUMNS}
  FROM persons p
  WHERE p.register_id = ANY (ARRAY(
    SELECT value::uuid FROM json_array_elements_text($1::json)
    UNION
    SELECT r.register_id FROM reservations r
    WHERE r.for_person = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($2::json)))))
  ORDER BY p.lookup
  FOR UPDATE OF p`;

/** These persons, and the rows of the numbers that are reserved for some of them. */
export async function lockPersonsToRelink(
  tx: Transaction,
  ids: readonly RegisterId[],
  changing: readonly RegisterId[],
): Promise<StoredPerson[]> {
  const { rows } = await tx.query<PersonRow>(LOCK, [JSON.stringify(ids), JSON.stringify(changing)]);
  return rows.map(toStoredPerson);
}
