import type { Queryable } from '../../database/database.ts';
import type { HeldLease } from '../held-lease.ts';

// In order of slot: two processes that reach for the same rows then wait for one another instead of locking each other.
const TEXT = `
  WITH free AS (
    SELECT slot FROM leases
    WHERE lease_group = $1 AND slot = ANY($2::int[]) AND (owner IS NULL OR owner = $3 OR until <= clock_timestamp())
    ORDER BY slot FOR UPDATE
  )
  UPDATE leases l
  SET owner = $3, epoch = l.epoch + 1, until = clock_timestamp() + make_interval(secs => $4 / 1000.0)
  FROM free WHERE l.lease_group = $1 AND l.slot = free.slot
  RETURNING l.slot, l.epoch`;

/** Takes those of the slots that nobody holds, and those this very instance held in an earlier life. */
export async function acquireLeases(
  db: Queryable,
  o: { group: string; instance: string; slots: readonly number[]; ttlMs: number },
): Promise<HeldLease[]> {
  return (await db.query<HeldLease>(TEXT, [o.group, o.slots, o.instance, o.ttlMs])).rows;
}
