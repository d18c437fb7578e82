import type { Queryable } from '../../database/database.ts';
import { oldestWithin, readWithin, type RowPlace, type StoredRow } from './read-rows.ts';

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
  )${oldestWithin(`
      SELECT outbox.*
      FROM outbox LEFT JOIN refused USING (key)
      WHERE outbox.slot = ANY($1::smallint[]) AND (
        refused.number IS NULL OR (outbox.number, outbox.ordinal) < (refused.number, refused.ordinal)
      )
      ORDER BY outbox.number, outbox.slot, outbox.ordinal LIMIT $2`)}`;

/**
 * The oldest rows of the slots that are neither refused nor behind a refused row of their key, in the order in which
 * they must be published; `more` when the limits cut it short.
 */
export async function readFreeRows(
  db: Queryable,
  o: {
    readonly slots: readonly number[];
    readonly maxRows: number;
    readonly maxBytes: number;
    readonly topics: readonly string[];
    readonly places: readonly RowPlace[];
  },
): Promise<{ rows: StoredRow[]; more: boolean }> {
  return readWithin(db, TEXT, [o.slots, o.maxRows, o.maxBytes, o.topics, JSON.stringify(o.places)], o);
}
