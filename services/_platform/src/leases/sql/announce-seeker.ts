import type { Queryable } from '../../database/database.ts';

const TEXT = `
  WITH gone AS (
    DELETE FROM lease_seekers WHERE lease_group = $1 AND instance <> $2 AND until < clock_timestamp() - interval '1 hour'
  )
  INSERT INTO lease_seekers (lease_group, instance, until)
  VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3 / 1000.0))
  ON CONFLICT (lease_group, instance) DO UPDATE SET until = excluded.until`;

/** Says that this process wants slots of the group, for the coming `ttlMs`; sweeps those that are long gone. */
export async function announceSeeker(db: Queryable, group: string, instance: string, ttlMs: number): Promise<void> {
  await db.query(TEXT, [group, instance, ttlMs]);
}
