import type { Queryable } from '../../database/database.ts';
import type { HeldLease } from '../held-lease.ts';

// A lease that ran out but that nobody took is renewed: nobody else published meanwhile.
const TEXT = `
  WITH mine AS (
    SELECT l.slot FROM leases l JOIN json_to_recordset($3::json) AS held(slot int, epoch bigint) USING (slot, epoch)
    WHERE l.lease_group = $1 AND l.owner = $2
    ORDER BY l.slot FOR UPDATE OF l
  )
  UPDATE leases l SET until = clock_timestamp() + make_interval(secs => $4 / 1000.0)
  FROM mine WHERE l.lease_group = $1 AND l.slot = mine.slot
  RETURNING l.slot, l.epoch`;

/** Prolongs the leases that are still this process's; the ones that are missing from the answer were lost. */
export async function renewLeases(
  db: Queryable,
  o: { group: string; instance: string; held: readonly HeldLease[]; ttlMs: number },
): Promise<HeldLease[]> {
  return (await db.query<HeldLease>(TEXT, [o.group, o.instance, JSON.stringify(o.held), o.ttlMs])).rows;
}
