import type { Queryable } from '../../database/database.ts';

const PROBE = 'SELECT 1';

/** Readiness check: true when the database answers, otherwise it rejects. */
export async function probeDatabase(db: Queryable): Promise<boolean> {
  await db.query(PROBE);
  return true;
}
