import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { PERSON_COLUMNS, toStoredPerson } from './stored-person.ts';
import type { PersonRow, StoredPerson } from './stored-person.ts';

const LOCK = `
  SELECT ${PERSON_COLUMNS}
  FROM persons p
  WHERE p.lookup = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))
  ORDER BY p.lookup
  FOR NO KEY UPDATE OF p`;

export async function lockPersonsByLookup(tx: Transaction, lookups: readonly Lookup[]): Promise<StoredPerson[]> {
  const { rows } = await tx.query<PersonRow>(LOCK, [JSON.stringify(lookups)]);
  return rows.map(toStoredPerson);
}
