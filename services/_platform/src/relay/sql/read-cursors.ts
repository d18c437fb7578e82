import type { Queryable } from '../../database/database.ts';

const TEXT = `SELECT partition, cursor FROM relay_cursors WHERE relay = $1`;

/** Number of the last published entry per partition; 0 = none yet. */
export async function readCursors(db: Queryable, relay: string): Promise<Map<number, number>> {
  const { rows } = await db.query<{ partition: number; cursor: number }>(TEXT, [relay]);
  return new Map(rows.map((row) => [row.partition, row.cursor]));
}
