import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface NewFeedback {
  readonly id: string;
  readonly board: string;
  readonly delivery_point: string;
  /** berichtsoort. */
  readonly kind: string;
  /** Message id of the record it answers. */
  readonly answers?: string;
  readonly record: object;
  /** Size of the record as JSON; bundles are cut by it. */
  readonly bytes: number;
}

const text = `
  insert into feedback (id, board, delivery_point, kind, answers, record, bytes)
  select id, board, delivery_point, kind, answers, record, bytes
    from rows from (json_to_recordset($1::json) as (
           id uuid, board text, delivery_point text, kind text, answers uuid, record json, bytes integer))
         with ordinality as f (id, board, delivery_point, kind, answers, record, bytes, place)
   order by place
  on conflict (id) do nothing
  returning id`;

/**
 * Puts records in the stock of their delivery points, in the order given. A record that is there already stays as it is.
 * @returns ids of those that were not there
 */
export async function insertFeedback(tx: Transaction, records: readonly NewFeedback[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(text, [JSON.stringify(records)]);
  return new Set(rows.map(({ id }) => id));
}
