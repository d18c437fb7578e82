import type { Transaction } from '../../../_platform/src/database/database.ts';
import { PERSON_COLUMNS, toStoredPerson } from './stored-person.ts';
import type { PersonRow, StoredPerson } from './stored-person.ts';

const LOCK = `
  SELECT ${PERSON_COLUMNS}
  FROM persons p
  WHERE p.pension_day = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))
    AND p.pension_owed AND p.pension_told_at IS NULL AND p.known_at IS NOT NULL
  ORDER BY p.lookup
  LIMIT $2
  FOR NO KEY UPDATE OF p`;

/** Known persons whose pension day is one of these (keyed hashes) and to whose register that is still owed. */
export async function lockPersonsByPensionDay(
  tx: Transaction,
  pensionDays: readonly string[],
  limit: number,
): Promise<StoredPerson[]> {
  const { rows } = await tx.query<PersonRow>(LOCK, [JSON.stringify(pensionDays), limit]);
  return rows.map(toStoredPerson);
}
