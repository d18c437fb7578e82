import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface PersonToWrite {
  readonly register_id: string;
  readonly partition: number;
  readonly status: string;
  readonly reason: string | null;
  readonly status_since: string | null;
  readonly wants_reregistration: boolean;
  readonly sequence: number;
  readonly due_on: string | null;
}

const SQL = `
  INSERT INTO persons AS p
    (register_id, partition, status, reason, status_since, wants_reregistration, sequence, due_on)
  SELECT register_id, partition, status, reason, status_since, wants_reregistration, sequence, due_on
  FROM json_to_recordset($1::json) AS r (register_id uuid, partition smallint, status text, reason text,
    status_since date, wants_reregistration boolean, sequence integer, due_on date)
  ON CONFLICT (register_id) DO UPDATE SET
    status = excluded.status, reason = excluded.reason, status_since = excluded.status_since,
    wants_reregistration = excluded.wants_reregistration, sequence = excluded.sequence, due_on = excluded.due_on`;

export async function upsertPersons(tx: Transaction, rows: readonly PersonToWrite[]): Promise<void> {
  await tx.query(SQL, [JSON.stringify(rows)]);
}
