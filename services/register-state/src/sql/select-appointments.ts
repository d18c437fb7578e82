import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Phase } from '../domain/appointment.ts';

export interface AppointmentRow {
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly deleted: boolean;
  readonly phase: Phase | null;
  readonly carried: boolean;
  readonly order_number: number | null;
  readonly order_time: string;
  readonly snapshot: Stand;
  readonly delivery_point: string;
}

const SQL = `
  SELECT register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot, delivery_point
  FROM appointments WHERE register_id = ANY ($1::uuid[])`;

export async function selectAppointments(db: Queryable, registerIds: readonly string[]): Promise<AppointmentRow[]> {
  return (await db.query<AppointmentRow>(SQL, [registerIds])).rows;
}
