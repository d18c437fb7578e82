import type { Queryable } from '../../../../services/_platform/src/database/database.ts';

const text = `
DELETE FROM announcements
WHERE id IN (SELECT value::bigint FROM json_array_elements_text($1::json))`;

export async function deleteAnnouncements(db: Queryable, ids: readonly number[]): Promise<void> {
  await db.query(text, [JSON.stringify(ids)]);
}
