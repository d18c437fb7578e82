import type { Queryable } from '../../database/database.ts';
import type { HeldLease } from '../held-lease.ts';

const TEXT = `
  SELECT l.slot
  FROM leases l JOIN json_to_recordset($3::json) AS held(slot int, epoch bigint) USING (slot, epoch)
  WHERE l.lease_group = $1 AND l.owner = $2 AND l.until > clock_timestamp()`;

/** Which of these leases are this process's at this moment, by the clock of the database. */
export async function confirmLeases(
  db: Queryable,
  o: { group: string; instance: string; held: readonly HeldLease[] },
): Promise<number[]> {
  const { rows } = await db.query<{ slot: number }>(TEXT, [o.group, o.instance, JSON.stringify(o.held)]);
  return rows.map((row) => row.slot);
}
