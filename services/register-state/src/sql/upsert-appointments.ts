import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import { column } from './column.ts';

export interface AppointmentToWrite {
  readonly registerId: string;
  readonly board: string;
  readonly number: string;
  readonly deleted: boolean;
  readonly phase: string | null;
  readonly carried: boolean;
  readonly orderNumber: number | null;
  readonly orderTime: string;
  readonly snapshot: Stand;
  readonly deliveryPoint: string;
}

const SQL = String.raw`
  INSERT INTO appointments
    (register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot, delivery_point)
  SELECT register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot::json, delivery_point
  FROM unnest(
    string_to_array($1, E'\n', '')::uuid[], string_to_array($2, E'\n', ''), string_to_array($3, E'\n', ''),
    string_to_array($4, E'\n', '')::boolean[], string_to_array($5, E'\n', ''),
    string_to_array($6, E'\n', '')::boolean[], string_to_array($7, E'\n', '')::bigint[],
    string_to_array($8, E'\n', '')::timestamptz[], string_to_array($9, E'\n', ''),
    string_to_array($10, E'\n', '')
  ) AS r (register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot, delivery_point)
  ON CONFLICT (register_id, board, number) DO UPDATE SET
    deleted = excluded.deleted, phase = excluded.phase, carried = excluded.carried,
    order_number = excluded.order_number, order_time = excluded.order_time, snapshot = excluded.snapshot,
    delivery_point = excluded.delivery_point`;

export async function upsertAppointments(tx: Transaction, rows: readonly AppointmentToWrite[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(SQL, [
    column(rows.map((row) => row.registerId)),
    column(rows.map((row) => row.board)),
    column(rows.map((row) => row.number)),
    column(rows.map((row) => row.deleted)),
    column(rows.map((row) => row.phase)),
    column(rows.map((row) => row.carried)),
    column(rows.map((row) => row.orderNumber)),
    column(rows.map((row) => row.orderTime)),
    column(rows.map((row) => JSON.stringify(row.snapshot))),
    column(rows.map((row) => row.deliveryPoint)),
  ]);
}
