import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { BrpPerson } from '../population/brp-person.ts';

const text = `
SELECT facts
FROM persons
WHERE citizen_number IN (SELECT value FROM json_array_elements_text($1::json))`;

/** What was posted about these people; the others are not in the answer. */
export async function findPersons(db: Queryable, citizenNumbers: readonly string[]): Promise<BrpPerson[]> {
  const { rows } = await db.query<{ facts: BrpPerson }>(text, [JSON.stringify(citizenNumbers)]);
  return rows.map((row) => row.facts);
}
