import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { BrpPerson } from '../population/brp-person.ts';

const text = `
SELECT facts
FROM persons
WHERE facts->>'vorigBurgerservicenummer' IN (SELECT value FROM json_array_elements_text($1::json))
ORDER BY citizen_number`;

/** People whose number replaced one of these. */
export async function findSuccessors(db: Queryable, citizenNumbers: readonly string[]): Promise<BrpPerson[]> {
  const { rows } = await db.query<{ facts: BrpPerson }>(text, [JSON.stringify(citizenNumbers)]);
  return rows.map((row) => row.facts);
}
