import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { FeedQuery } from './select-feed-events.ts';

// As select-feed-events.ts, without what the events hold.
const SQL = `
  SELECT r.first_position + e.number - r.first_number AS position, e.register_id, e.sequence, e.is_empty,
    c.id AS command_id
  FROM feed_ranges AS r
  CROSS JOIN LATERAL (
    SELECT number, application_number, register_id, sequence, data::text = '{}' AS is_empty FROM event_log
    WHERE event_log.partition = r.partition
      AND number BETWEEN greatest(r.first_number, r.first_number + $1::bigint + 1 - r.first_position)
        AND least(r.first_number + r.count - 1, r.first_number + $2::bigint - r.first_position)
      AND ($3::text[] IS NULL OR type = ANY ($3))
    ORDER BY number LIMIT $4
  ) AS e
  CROSS JOIN LATERAL (
    SELECT id FROM command_log
    WHERE command_log.partition = r.partition AND command_log.application_number = e.application_number LIMIT 1
  ) AS c
  WHERE r.first_position <= $2
    AND r.first_position >= coalesce(
      (SELECT first_position FROM feed_ranges WHERE first_position <= $1::bigint + 1 ORDER BY first_position DESC LIMIT 1), 1)
  ORDER BY position
  LIMIT $4`;

export interface FeedHead {
  readonly position: number;
  readonly register_id: string;
  readonly sequence: number;
  /** Of somebody destroyed: nothing but the place is left. */
  readonly is_empty: boolean;
  readonly command_id: string;
}

/** Which events lie in this stretch of positions. */
export async function selectFeedHeads(db: Queryable, { after, upTo, types, limit }: FeedQuery): Promise<FeedHead[]> {
  return (await db.query<FeedHead>(SQL, [after, upTo, types, limit])).rows;
}
