import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { HeldListVersion } from './select-list-versions.ts';

const SQL = `
  SELECT l.name, l.rows
  FROM list_versions AS l
  JOIN unnest($1::smallint[], $2::text[], $3::smallint[]) AS w (partition, name, number)
    USING (partition, name, number)`;

/** Rows per list of these versions. */
export async function selectListRows(
  db: Queryable,
  held: readonly HeldListVersion[],
): Promise<Map<string, readonly object[]>> {
  const { rows } = await db.query<{ name: string; rows: object[] }>(SQL, [
    held.map(({ partition }) => partition),
    held.map(({ name }) => name),
    held.map(({ number }) => number),
  ]);
  return new Map(rows.map((row) => [row.name, row.rows]));
}
