import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT DISTINCT partition FROM command_log ORDER BY partition`;

/** Partitions that have applied something. */
export async function selectLogPartitions(db: Queryable): Promise<number[]> {
  return (await db.query<{ partition: number }>(SQL)).rows.map(({ partition }) => partition);
}
