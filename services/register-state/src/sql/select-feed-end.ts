import type { Queryable } from '../../../_platform/src/database/database.ts';

// Two looks at the end of an index per partition. Events without a position are those behind the partition's last range.
const SQL = `
  SELECT f.last_position, EXISTS (
    SELECT FROM generate_series(0, $1::integer - 1) AS p (partition)
    WHERE (SELECT e.number FROM event_log AS e WHERE e.partition = p.partition ORDER BY e.number DESC LIMIT 1)
      > coalesce((SELECT r.first_number + r.count - 1 FROM feed_ranges AS r
                  WHERE r.partition = p.partition ORDER BY r.first_number DESC LIMIT 1), 0)
  ) AS has_news
  FROM feed_end AS f`;

export interface FeedEnd {
  readonly last_position: number;
  /** There are events that have no position yet. */
  readonly has_news: boolean;
}

export async function selectFeedEnd(db: Queryable, partitions: number): Promise<FeedEnd> {
  const { rows } = await db.query<FeedEnd>(SQL, [partitions]);
  const [end] = rows;
  if (end === undefined) throw new Error('feed_end has no row');
  return end;
}
