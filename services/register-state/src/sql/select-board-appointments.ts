import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { AppointmentRow } from './select-appointments.ts';

const SQL = `
  SELECT register_id, board, number, deleted, phase, carried, order_number, order_time, snapshot, delivery_point
  FROM appointments WHERE register_id = ANY ($2::uuid[]) AND board = $1 AND NOT deleted`;

/** All valid appointments of these persons at one board: the terms of one are reckoned over all of them. */
export async function selectBoardAppointments(
  db: Queryable,
  board: string,
  registerIds: readonly string[],
): Promise<AppointmentRow[]> {
  return (await db.query<AppointmentRow>(SQL, [board, registerIds])).rows;
}
