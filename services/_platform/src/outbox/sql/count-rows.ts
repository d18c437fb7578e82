import type { Queryable } from '../../database/database.ts';

const TEXT = `
  SELECT count(*) AS count, coalesce(extract(epoch FROM clock_timestamp() - min(added_at)) * 1000, 0)::float8 AS "oldestMs"
  FROM outbox`;

/** How many rows wait, and the age of the oldest in milliseconds (0 when none). */
export async function countRows(db: Queryable): Promise<{ count: number; oldestMs: number }> {
  return (await db.query<{ count: number; oldestMs: number }>(TEXT)).rows[0] ?? { count: 0, oldestMs: 0 };
}
