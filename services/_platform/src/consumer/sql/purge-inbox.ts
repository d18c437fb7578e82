import type { Queryable } from '../../database/database.ts';

// Rows that another process is removing are passed by.
const DELETE = `
  DELETE FROM inbox WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM inbox WHERE seen_at < now() - make_interval(days => $1) LIMIT $2 FOR UPDATE SKIP LOCKED
  ))`;

/** Removes at most `most` rows of messages that were applied longer ago than this; returns how many. */
export async function purgeInbox(db: Queryable, days: number, most: number): Promise<number> {
  return (await db.query(DELETE, [days, most])).rowCount;
}
