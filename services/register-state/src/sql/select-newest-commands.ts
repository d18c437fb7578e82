import type { Queryable } from '../../../_platform/src/database/database.ts';

// One look at the end of the primary key per partition, however long the log is.
const SQL = `
  SELECT p.partition, (
    SELECT application_number FROM command_log AS c
    WHERE c.partition = p.partition ORDER BY application_number DESC LIMIT 1
  ) AS number
  FROM generate_series(0, $1::integer - 1) AS p (partition)`;

/** Newest application number per partition; partitions without commands are left out. */
export async function selectNewestCommands(
  db: Queryable,
  partitions: number,
): Promise<{ partition: number; number: number }[]> {
  const { rows } = await db.query<{ partition: number; number: number | null }>(SQL, [partitions]);
  return rows.flatMap(({ partition, number }) => (number === null ? [] : [{ partition, number }]));
}
