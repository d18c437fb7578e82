import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { FeedRow } from './select-feed-events.ts';

const SQL = `
  SELECT p.position, e.register_id, e.sequence, e.type, e.data, c.id AS command_id, c.recorded_at,
    CASE WHEN e.type = 'benoeming-geregistreerd' THEN c.command END AS command
  FROM unnest($1::bigint[]) AS p (position)
  CROSS JOIN LATERAL (
    SELECT partition, first_number + p.position - first_position AS number FROM feed_ranges
    WHERE first_position <= p.position ORDER BY first_position DESC LIMIT 1
  ) AS r
  JOIN event_log AS e ON e.partition = r.partition AND e.number = r.number
  JOIN command_log AS c ON c.partition = e.partition AND c.application_number = e.application_number`;

/** The events at these positions, in no order. */
export async function selectEventsAt(db: Queryable, positions: readonly number[]): Promise<FeedRow[]> {
  return (await db.query<FeedRow>(SQL, [positions])).rows;
}
