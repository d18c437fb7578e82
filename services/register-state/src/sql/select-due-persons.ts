import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT register_id FROM persons
  WHERE partition = $1 AND due_on <= $2::date
  ORDER BY register_id`;

/** Register ids, in order, of everybody whom the turn of this day may change. */
export async function selectDuePersons(db: Queryable, partition: number, day: string): Promise<string[]> {
  const { rows } = await db.query<{ register_id: string }>(SQL, [partition, day]);
  return rows.map(({ register_id: id }) => id);
}
