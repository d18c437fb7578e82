import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface AppointmentToWrite {
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly deleted: boolean;
  readonly phase: string | null;
  readonly carried: boolean;
  readonly order_number: number | null;
  readonly order_time: string;
  readonly snapshot: Stand;
}

const SQL = `
  INSERT INTO appointments
    (register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot)
  SELECT register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot
  FROM json_to_recordset($1::json) AS r (register_id uuid, board text, number text, deleted boolean, phase text,
    carried boolean, order_number bigint, order_time timestamptz, snapshot json)
  ON CONFLICT (register_id, board, number) DO UPDATE SET
    deleted = excluded.deleted, phase = excluded.phase, carried = excluded.carried,
    order_number = excluded.order_number, order_time = excluded.order_time, snapshot = excluded.snapshot`;

export async function upsertAppointments(tx: Transaction, rows: readonly AppointmentToWrite[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
