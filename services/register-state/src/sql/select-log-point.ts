import type { Queryable } from '../../../_platform/src/database/database.ts';

// Recorded time never falls within a partition, so the last command up to a time is found by halving: some 25 looks at
// the primary key per partition, however long the log is.
const SQL = `
  WITH RECURSIVE search AS (
    SELECT p::smallint AS partition, 0::bigint AS low, coalesce((
      SELECT application_number FROM command_log WHERE partition = p ORDER BY application_number DESC LIMIT 1
    ), 0) AS high
    FROM generate_series(0, $1::integer - 1) AS p
    UNION ALL
    SELECT s.partition,
      CASE WHEN c.recorded_at <= $2::timestamptz THEN m.middle ELSE s.low END,
      CASE WHEN c.recorded_at <= $2::timestamptz THEN s.high ELSE m.middle - 1 END
    FROM search AS s
    CROSS JOIN LATERAL (SELECT (s.low + s.high + 1) / 2 AS middle) AS m
    JOIN command_log AS c ON c.partition = s.partition AND c.application_number = m.middle
    WHERE s.low < s.high
  )
  SELECT low FROM search WHERE low = high ORDER BY partition`;

/**
 * How far each partition's log had come at a time, from partition 0 on: the last application number recorded by then,
 * 0 before the first.
 *
 * @param recordedBy ISO 8601; 'infinity' for all that is there
 */
export async function selectLogPoint(db: Queryable, partitions: number, recordedBy: string): Promise<number[]> {
  return (await db.query<{ low: number }>(SQL, [partitions, recordedBy])).rows.map(({ low }) => low);
}
