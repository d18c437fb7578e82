import type { Queryable } from '../../database/database.ts';

const TEXT = `
  INSERT INTO leases (lease_group, slot)
  SELECT $1, slot FROM generate_series(0, $2::int - 1) AS slot
  ON CONFLICT DO NOTHING`;

/** Makes the rows of a group, slots 0 … slots − 1, where they are missing. */
export async function ensureLeaseSlots(db: Queryable, group: string, slots: number): Promise<void> {
  await db.query(TEXT, [group, slots]);
}
