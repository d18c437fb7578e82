import type { Queryable } from '../../../../services/_platform/src/database/database.ts';

const text = `
SELECT days_ahead
FROM pretend_date`;

export async function findDaysAhead(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ days_ahead: number }>(text);
  return rows[0]?.days_ahead ?? 0;
}
