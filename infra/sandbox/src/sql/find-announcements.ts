import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { AnnouncingRegister } from '../outside/announcer.ts';

export interface Announcement {
  readonly id: number;
  readonly citizen_number: string;
}

const text = `
SELECT id, citizen_number
FROM announcements
WHERE register = $1
ORDER BY id
LIMIT $2`;

/** The oldest that the vault has not been told. */
export async function findAnnouncements(
  db: Queryable,
  register: AnnouncingRegister,
  limit: number,
): Promise<Announcement[]> {
  const { rows } = await db.query<Announcement>(text, [register, limit]);
  return rows;
}
