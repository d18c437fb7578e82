import type { Queryable } from '../../../../services/_platform/src/database/database.ts';

const text = `
UPDATE pretend_date
SET days_ahead = greatest(days_ahead, $1)`;

export async function saveDaysAhead(db: Queryable, daysAhead: number): Promise<void> {
  await db.query(text, [daysAhead]);
}
