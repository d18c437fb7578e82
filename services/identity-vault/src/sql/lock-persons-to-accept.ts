import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';
import { PERSON_COLUMNS, toStoredPerson } from './stored-person.ts';
import type { PersonRow, StoredPerson } from './stored-person.ts';

// Most events are of persons long known, without anything to accept: those rows are not even locked. The order of the
// locks is that of keep-persons.ts. NO KEY, so that whoever adds rows that refer to a person need not wait.
const LOCK = `
  SELECT ${PERSON_COLUMNS}
  FROM persons p
  WHERE p.register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))
    AND p.alias_of IS NULL
    AND (p.known_at IS NULL OR EXISTS (SELECT 1 FROM tellings t WHERE t.register_id = p.register_id))
  ORDER BY p.lookup
  FOR NO KEY UPDATE OF p`;

/** Of these persons, those that are not known yet or of whom a record's words wait to be accepted. */
export async function lockPersonsToAccept(tx: Transaction, ids: readonly RegisterId[]): Promise<StoredPerson[]> {
  const { rows } = await tx.query<PersonRow>(LOCK, [JSON.stringify(ids)]);
  return rows.map(toStoredPerson);
}
