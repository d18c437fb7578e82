import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `delete from cases where last_at < $1::timestamptz`;

/** Cases go with the records they are about, 13 months after the last one, open or closed. */
export async function forgetCases(db: Queryable, before: string): Promise<void> {
  await db.query(text, [before]);
}
