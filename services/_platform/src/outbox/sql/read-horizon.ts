import type { Queryable } from '../../database/database.ts';
import type { Sighting } from '../horizon.ts';

const TEXT = `
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text::int8 AS "oldestRunning",
         pg_snapshot_xmax(pg_current_snapshot())::text::int8 AS "nextTransaction",
         coalesce(pg_sequence_last_value('outbox_numbers'), 0) AS "lastNumber"`;

/** Which transactions are running, and which numbers were drawn. */
export async function readHorizon(db: Queryable): Promise<Sighting> {
  const [sighting] = (await db.query<Sighting>(TEXT)).rows;
  if (sighting === undefined) throw new RangeError('the database did not tell its horizon');
  return sighting;
}
