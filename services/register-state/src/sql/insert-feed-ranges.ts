import type { Transaction } from '../../../_platform/src/database/database.ts';

// Whatever number of a partition can be seen, all before it can: its events are committed in order under the lock of its
// position. So what lies between the last range and the newest event is whole.
const SQL = `
  WITH news AS (
    SELECT p.partition, r.next AS first_number, e.number - r.next + 1 AS count
    FROM generate_series(0, $1::integer - 1) AS p (partition)
    CROSS JOIN LATERAL (
      SELECT number FROM event_log WHERE event_log.partition = p.partition ORDER BY number DESC LIMIT 1
    ) AS e
    CROSS JOIN LATERAL (
      SELECT coalesce((SELECT first_number + count FROM feed_ranges WHERE feed_ranges.partition = p.partition
                       ORDER BY first_number DESC LIMIT 1), 1) AS next
    ) AS r
    WHERE e.number >= r.next
  ), given AS (
    INSERT INTO feed_ranges (first_position, partition, first_number, count)
    SELECT (SELECT last_position FROM feed_end) + 1 + sum(count) OVER (ORDER BY partition) - count,
      partition, first_number, count
    FROM news
  )
  UPDATE feed_end SET last_position = last_position + (SELECT coalesce(sum(count), 0) FROM news)
  RETURNING last_position`;

/** Gives every event that has none its position; under the lock of the end. @returns the last position */
export async function insertFeedRanges(tx: Transaction, partitions: number): Promise<number> {
  const { rows } = await tx.query<{ last_position: number }>(SQL, [partitions]);
  const [end] = rows;
  if (end === undefined) throw new Error('feed_end has no row');
  return end.last_position;
}
