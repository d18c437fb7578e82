import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT register_id FROM persons
  WHERE register_id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
    AND sequence > 0 AND status <> 'VERNIETIGD'
  ORDER BY register_id LIMIT $2`;

/** Persons of the register in the order of their ids, those that were destroyed left out. */
export async function selectPersonIds(db: Queryable, after: string | null, limit: number): Promise<string[]> {
  return (await db.query<{ register_id: string }>(SQL, [after, limit])).rows.map(({ register_id: id }) => id);
}
