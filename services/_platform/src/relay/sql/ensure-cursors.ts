import type { Queryable } from '../../database/database.ts';

const TEXT = `
  INSERT INTO relay_cursors (relay, partition)
  SELECT $1, partition FROM generate_series(0, $2::int - 1) AS partition
  ON CONFLICT DO NOTHING`;

/** Makes the cursors of partitions 0 … partitions − 1 where they are missing, before the first entry. */
export async function ensureCursors(db: Queryable, relay: string, partitions: number): Promise<void> {
  await db.query(TEXT, [relay, partitions]);
}
