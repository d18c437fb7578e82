import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ListVersion } from '../lists/register-lists.ts';

// Two processes that start at once with different lists: one of them keeps all of its own, the other none.
const SQL = `
  INSERT INTO list_versions (partition, number, name, version, origin, rows)
  SELECT p, 1, name, version, 'SCHIJF', rows
  FROM generate_series(0, $1::integer - 1) AS p,
    json_to_recordset($2::json) AS r (name text, version text, rows json)
  WHERE NOT EXISTS (SELECT FROM list_versions AS l WHERE l.partition = p)
  ORDER BY p, name
  ON CONFLICT DO NOTHING`;

/** Gives every partition that has no lists yet its first ones. */
export async function insertFirstListVersions(
  db: Queryable,
  partitions: number,
  versions: readonly ListVersion[],
): Promise<void> {
  await db.query(SQL, [partitions, JSON.stringify(versions)]);
}
