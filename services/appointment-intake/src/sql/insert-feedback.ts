import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface NewFeedback {
  readonly id: string;
  readonly board: string;
  readonly delivery_point: string;
  /** berichtsoort. */
  readonly kind: string;
  /** Message id of the record it answers. */
  readonly answers?: string;
  /** Register ids of those whose numbers are filled in at hand-over. */
  readonly persons?: readonly string[];
  readonly record: object;
  /** Size of the record as JSON; bundles are cut by it. */
  readonly bytes: number;
}

// The counts are kept here, because counting a stock of a million records at every fetch takes longer than the fetch. They
// are locked in key order, and until the commit: whoever adds to one stock beside others does so in a slot of its own.
const text = `
  with added as (
    insert into feedback (id, board, delivery_point, kind, answers, persons, record, bytes)
    select id, board, delivery_point, kind, answers, coalesce(persons, '{}'), record, bytes
      from rows from (json_to_recordset($1::json) as (
             id uuid, board text, delivery_point text, kind text, answers uuid, persons uuid[], record json, bytes integer))
           with ordinality as f (id, board, delivery_point, kind, answers, persons, record, bytes, place)
     order by place
    on conflict (id) do nothing
    returning id, board, delivery_point
  ), counted as (
    insert into stock_counts as c (board, delivery_point, slot, waiting)
    select board, delivery_point, coalesce($2::integer, 8 + pg_backend_pid() % 8), count(*) from added
     group by board, delivery_point
     order by board, delivery_point
    on conflict (board, delivery_point, slot) do update set waiting = c.waiting + excluded.waiting
  )
  select id from added`;

/**
 * Puts records in the stock of their delivery points, in the order given. A record that is there already stays as it is.
 *
 * @param slot of the counts, 0 to 7; absent: one by connection, beyond those
 * @returns ids of those that were not there
 */
export async function insertFeedback(
  tx: Transaction,
  records: readonly NewFeedback[],
  slot: number | null = null,
): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(text, [JSON.stringify(records), slot]);
  return new Set(rows.map(({ id }) => id));
}
