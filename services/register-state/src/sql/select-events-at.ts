import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { FeedRow } from './select-feed-events.ts';

// One look-up each, as in select-feed-events.ts.
const SQL = `
  SELECT p.position, e.register_id, e.sequence, e.type, e.data, e.withheld, c.id AS command_id,
    c.recorded_at, c.command
  FROM unnest($1::bigint[]) AS p (position)
  CROSS JOIN LATERAL (
    SELECT partition, first_number + p.position - first_position AS number FROM feed_ranges
    WHERE first_position <= p.position ORDER BY first_position DESC LIMIT 1
  ) AS r
  CROSS JOIN LATERAL (
    SELECT application_number, register_id, sequence, type, data, withheld FROM event_log
    WHERE event_log.partition = r.partition AND event_log.number = r.number LIMIT 1
  ) AS e
  CROSS JOIN LATERAL (
    SELECT id, recorded_at, CASE WHEN e.type = 'benoeming-geregistreerd' AND NOT e.withheld THEN command END AS command
    FROM command_log
    WHERE command_log.partition = r.partition AND command_log.application_number = e.application_number LIMIT 1
  ) AS c`;

/** The events at these positions, in no order. */
export async function selectEventsAt(db: Queryable, positions: readonly number[]): Promise<FeedRow[]> {
  return (await db.query<FeedRow>(SQL, [positions])).rows;
}
