import type { Transaction } from '../../../../services/_platform/src/database/database.ts';
import type { PersonDiplomas } from '../outside/diploma-register.ts';

// In the order of the numbers, so that two postings of the same people wait for one another instead of deadlocking.
const text = `
INSERT INTO diplomas AS stored (citizen_number, diplomas)
SELECT "burgerservicenummer", posted.diplomas
FROM json_to_recordset($1::json) AS posted ("burgerservicenummer" char(9), diplomas jsonb)
ORDER BY 1
ON CONFLICT (citizen_number) DO UPDATE SET diplomas = EXCLUDED.diplomas
WHERE stored.diplomas IS DISTINCT FROM EXCLUDED.diplomas
RETURNING citizen_number`;

/** @returns the numbers of the people whose diplomas are now others than before. */
export async function replaceDiplomas(tx: Transaction, people: readonly PersonDiplomas[]): Promise<string[]> {
  const { rows } = await tx.query<{ citizen_number: string }>(text, [JSON.stringify(people)]);
  return rows.map((row) => row.citizen_number);
}
