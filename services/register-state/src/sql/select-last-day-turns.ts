import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT p.partition, (
    SELECT max(judging_day) FROM command_log AS c
    WHERE c.partition = p.partition AND kind = 'DAGOVERGANG' AND register_id IS NULL
  ) AS day
  FROM generate_series(0, $1::integer - 1) AS p (partition)
  ORDER BY p.partition`;

/** Per partition the latest day whose turn was applied; null before the first. */
export async function selectLastDayTurns(
  db: Queryable,
  partitions: number,
): Promise<{ partition: number; day: string | null }[]> {
  return (await db.query<{ partition: number; day: string | null }>(SQL, [partitions])).rows;
}
