import type { Queryable } from '../../../_platform/src/database/database.ts';

const CLEAR = `DELETE FROM tellings WHERE told_at < now() - interval '30 days'`;

/** Removes what records said that the register did not accept. */
export async function clearOldTellings(db: Queryable): Promise<void> {
  await db.query(CLEAR);
}
