import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { Diploma } from '../outside/diploma-register.ts';

const text = `
SELECT diplomas
FROM diplomas
WHERE citizen_number = $1`;

/** The diplomas of a person; empty when nothing was ever posted. */
export async function findDiplomas(db: Queryable, citizenNumber: string): Promise<Diploma[]> {
  const { rows } = await db.query<{ diplomas: Diploma[] }>(text, [citizenNumber]);
  return rows[0]?.diplomas ?? [];
}
