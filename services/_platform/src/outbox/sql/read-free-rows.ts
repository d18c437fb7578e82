import type { Queryable } from '../../database/database.ts';
import type { RowPlace, StoredRow } from './read-rows.ts';

// Read from the beginning of the table, and whole: only while the broker refuses something.
const TEXT = `
  WITH refused AS (
    SELECT DISTINCT ON (key) key, number, slot, ordinal
    FROM outbox
    WHERE slot = ANY($1::smallint[]) AND (
      topic = ANY($4::text[]) OR (number, slot, ordinal) IN (
        SELECT number, slot, ordinal FROM json_to_recordset($5::json) AS place(number bigint, slot smallint, ordinal int)
      )
    )
    ORDER BY key, number, slot, ordinal
  )
  SELECT number, slot, ordinal, id, topic, key, headers, partition, value, found
  FROM (
    SELECT *,
           count(*) OVER () AS found,
           sum(octet_length(value)) OVER (ORDER BY number, slot, ordinal) - octet_length(value) AS bytes_before
    FROM (
      SELECT outbox.*
      FROM outbox LEFT JOIN refused USING (key)
      WHERE outbox.slot = ANY($1::smallint[]) AND (
        refused.number IS NULL OR (outbox.number, outbox.ordinal) < (refused.number, refused.ordinal)
      )
      ORDER BY outbox.number, outbox.slot, outbox.ordinal LIMIT $2
    ) AS oldest
  ) AS measured
  WHERE coalesce(bytes_before, 0) < $3
  ORDER BY number, slot, ordinal`;

/**
 * The oldest rows of the slots that are neither refused nor behind a refused row of their key, in the order in which
 * they must be published; `more` when the limits cut it short.
 */
export async function readFreeRows(
  db: Queryable,
  o: {
    slots: readonly number[];
    maxRows: number;
    maxBytes: number;
    topics: readonly string[];
    places: readonly RowPlace[];
  },
): Promise<{ rows: StoredRow[]; more: boolean }> {
  const params = [o.slots, o.maxRows, o.maxBytes, o.topics, JSON.stringify(o.places)];
  const { rows } = await db.query<StoredRow & { found: number }>(TEXT, params);
  const found = rows[0]?.found ?? 0;
  return { rows, more: found === o.maxRows || rows.length < found };
}
