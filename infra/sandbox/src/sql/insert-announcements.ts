import type { Transaction } from '../../../../services/_platform/src/database/database.ts';
import type { AnnouncingRegister } from '../outside/announcer.ts';

const text = `
INSERT INTO announcements (register, citizen_number)
SELECT $1, value
FROM json_array_elements_text($2::json)`;

export async function insertAnnouncements(
  tx: Transaction,
  register: AnnouncingRegister,
  citizenNumbers: readonly string[],
): Promise<void> {
  await tx.query(text, [register, JSON.stringify(citizenNumbers)]);
}
