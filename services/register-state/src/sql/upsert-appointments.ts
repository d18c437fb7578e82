import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import { packTexts } from './pack-texts.ts';

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

// $2 holds the snapshots.
const SQL = `
  INSERT INTO appointments
    (register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot)
  SELECT register_id, board, number, deleted, phase, carried, order_number, order_time,
    convert_from(substring($2::bytea FROM start FOR length), 'UTF8')::json
  FROM json_to_recordset($1::json) AS r (register_id uuid, board text, number text, deleted boolean, phase text,
    carried boolean, order_number bigint, order_time timestamptz, start integer, length integer)
  ON CONFLICT (register_id, board, number) DO UPDATE SET
    deleted = excluded.deleted, phase = excluded.phase, carried = excluded.carried,
    order_number = excluded.order_number, order_time = excluded.order_time, snapshot = excluded.snapshot`;

export async function upsertAppointments(tx: Transaction, appointments: readonly AppointmentToWrite[]): Promise<void> {
  if (appointments.length === 0) return;
  const { bytes, places } = packTexts(appointments.map(({ snapshot }) => Buffer.from(JSON.stringify(snapshot))));
  const rows = appointments.map(({ snapshot: _packed, ...row }, index) => ({ ...row, ...places[index] }));
  await tx.query(SQL, [JSON.stringify(rows), bytes]);
}
