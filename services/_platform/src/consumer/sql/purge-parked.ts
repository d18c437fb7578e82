import type { Queryable } from '../../database/database.ts';

// Rows that another process is removing are passed by.
const DELETE = `
  DELETE FROM parked WHERE id = ANY (ARRAY(
    SELECT id FROM parked WHERE state <> 'OPEN' AND closed_at < now() - make_interval(days => $1)
    ORDER BY closed_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ))`;

/** Removes at most `most` parked records that were closed longer ago than this; returns how many. Open ones stay. */
export async function purgeParked(db: Queryable, days: number, most: number): Promise<number> {
  return (await db.query(DELETE, [days, most])).rowCount;
}
