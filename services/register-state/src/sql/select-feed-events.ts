import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { WireCommand } from '../apply/logged-command.ts';

// A range that begins before the first position asked for is found by its place in the primary key. The limits inside keep
// each range and each event a look-up of its own: left to itself the planner joins whole tables, because it cannot know
// how few rows lie between two positions (537,000 events: 1,500 ms for a page of 100). Only a new appointment needs its
// command: the other rows leave it where it is.
const SQL = `
  SELECT r.first_position + e.number - r.first_number AS position, e.register_id, e.sequence, e.type, e.data,
    c.id AS command_id, c.recorded_at, c.command
  FROM feed_ranges AS r
  CROSS JOIN LATERAL (
    SELECT number, application_number, register_id, sequence, type, data FROM event_log
    WHERE event_log.partition = r.partition
      AND number BETWEEN greatest(r.first_number, r.first_number + $1::bigint + 1 - r.first_position)
        AND least(r.first_number + r.count - 1, r.first_number + $2::bigint - r.first_position)
      AND ($3::text[] IS NULL OR type = ANY ($3))
    ORDER BY number LIMIT $4
  ) AS e
  CROSS JOIN LATERAL (
    SELECT id, recorded_at, CASE WHEN e.type = 'benoeming-geregistreerd' THEN command END AS command FROM command_log
    WHERE command_log.partition = r.partition AND command_log.application_number = e.application_number LIMIT 1
  ) AS c
  WHERE r.first_position <= $2
    AND r.first_position >= coalesce(
      (SELECT first_position FROM feed_ranges WHERE first_position <= $1::bigint + 1 ORDER BY first_position DESC LIMIT 1), 1)
  ORDER BY position
  LIMIT $4`;

export interface FeedRow {
  readonly position: number;
  readonly register_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly command_id: string;
  readonly recorded_at: string;
  /** Of a new appointment. */
  readonly command: WireCommand | null;
}

export interface FeedQuery {
  /** Positions above this … */
  readonly after: number;
  /** … up to and with this. */
  readonly upTo: number;
  /** Short names; null: all. */
  readonly types: readonly string[] | null;
  readonly limit: number;
}

/** Events in the order of their positions, with what is needed to tell them. */
export async function selectFeedEvents(db: Queryable, { after, upTo, types, limit }: FeedQuery): Promise<FeedRow[]> {
  return (await db.query<FeedRow>(SQL, [after, upTo, types, limit])).rows;
}
