import type { Queryable } from '../../../_platform/src/database/database.ts';

const SAVE = `
  INSERT INTO daily_tasks (task, last_day) VALUES ($1, $2)
  ON CONFLICT (task) DO UPDATE SET last_day = GREATEST(daily_tasks.last_day, EXCLUDED.last_day)`;

export async function saveLastDay(db: Queryable, task: string, day: string): Promise<void> {
  await db.query(SAVE, [task, day]);
}
