import type { Queryable } from '../../database/database.ts';
import type { HeldLease } from '../held-lease.ts';

const TEXT = `
  UPDATE leases l SET owner = NULL, until = '-infinity'
  FROM json_to_recordset($3::json) AS held(slot int, epoch bigint)
  WHERE l.lease_group = $1 AND l.owner = $2 AND l.slot = held.slot AND l.epoch = held.epoch`;

/** Gives the slots back, so that another process need not wait until they run out. */
export async function releaseLeases(
  db: Queryable,
  o: { group: string; instance: string; held: readonly HeldLease[] },
): Promise<void> {
  await db.query(TEXT, [o.group, o.instance, JSON.stringify(o.held)]);
}
