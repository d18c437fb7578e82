import type { Transaction } from '../../../../services/_platform/src/database/database.ts';
import type { BrpPerson } from '../population/brp-person.ts';

const text = `
INSERT INTO persons (citizen_number, facts)
SELECT facts->>'burgerservicenummer', facts
FROM json_array_elements($1::json) AS posted (facts)
ON CONFLICT (citizen_number) DO UPDATE SET facts = EXCLUDED.facts`;

export async function savePersons(tx: Transaction, persons: readonly BrpPerson[]): Promise<void> {
  await tx.query(text, [JSON.stringify(persons)]);
}
