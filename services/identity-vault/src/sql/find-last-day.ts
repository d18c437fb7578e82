import type { Queryable } from '../../../_platform/src/database/database.ts';

const FIND = `SELECT last_day AS "lastDay" FROM daily_tasks WHERE task = $1`;

/** The last day for which a daily task was done; undefined before the first. */
export async function findLastDay(db: Queryable, task: string): Promise<string | undefined> {
  const { rows } = await db.query<{ lastDay: string }>(FIND, [task]);
  return rows[0]?.lastDay;
}
