import type { Queryable } from '../../../_platform/src/database/database.ts';

// Rows that another process is removing are passed by.
const SQL = `
  DELETE FROM lookups WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM lookups WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED
  ))`;

/** Removes at most `most` rows of looks before this moment; returns how many. */
export async function purgeLookups(db: Queryable, before: Date, most: number): Promise<number> {
  return (await db.query(SQL, [before.toISOString(), most])).rowCount;
}
