import type { Queryable } from '../../database/database.ts';

/** All rows of one number and slot from one ordinal to another, both included. */
export interface PublishedRange {
  readonly number: number;
  readonly slot: number;
  readonly first: number;
  readonly last: number;
}

// A crash of the server that loses this delete costs a second publication under the same ids, so it need not wait for
// the disk.
const TEXT = `
  WITH lazily AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
  DELETE FROM outbox o
  USING lazily, json_to_recordset($1::json) AS done(number bigint, slot smallint, first int, last int)
  WHERE o.number = done.number AND o.slot = done.slot AND o.ordinal BETWEEN done.first AND done.last`;

/** Deletes exactly the rows that were acknowledged. */
export async function forgetRows(db: Queryable, ranges: readonly PublishedRange[]): Promise<void> {
  await db.query(TEXT, [JSON.stringify(ranges)]);
}
