import type { Queryable } from '../../../_platform/src/database/database.ts';

// One look at the end of the primary key per partition, however long the log is.
const SQL = `
  SELECT p.partition, (
    SELECT number FROM event_log AS e WHERE e.partition = p.partition ORDER BY number DESC LIMIT 1
  ) AS number
  FROM generate_series(0, $1::integer - 1) AS p (partition)`;

/** Number of the newest event per partition; partitions without events are left out. */
export async function selectNewestEvents(
  db: Queryable,
  partitions: number,
): Promise<{ partition: number; number: number }[]> {
  const { rows } = await db.query<{ partition: number; number: number | null }>(SQL, [partitions]);
  return rows.flatMap(({ partition, number }) => (number === null ? [] : [{ partition, number }]));
}
