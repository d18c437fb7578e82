import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { AppointmentRow } from './select-appointments.ts';
import { VALID_ON_DAY } from './valid-on-day.ts';

export interface OverviewQuery {
  readonly board: string;
  readonly day: string;
  readonly location: string | null;
  /** Null: everybody. */
  readonly registerIds: readonly string[] | null;
}

export interface OverviewRow extends AppointmentRow {
  /** Asked for; the others are there because terms are reckoned over all appointments of a person at the board. */
  readonly asked: boolean;
}

// One statement, so that all pages tell the state of one moment.
const SQL = `
  WITH asked AS (
    SELECT register_id, number FROM appointments
    WHERE ${VALID_ON_DAY} AND ($4::uuid[] IS NULL OR register_id = ANY ($4::uuid[]))
  )
  SELECT a.register_id, a.board, a.number, a.deleted, a.phase, a.carried, a.order_number, a.order_time, a.snapshot,
    a.delivery_point,
    EXISTS (SELECT FROM asked WHERE (asked.register_id, asked.number) = (a.register_id, a.number)) AS asked
  FROM appointments AS a
  WHERE a.board = $1 AND NOT a.deleted AND a.register_id IN (SELECT register_id FROM asked)
  ORDER BY a.register_id, a.number`;

/** A board's own valid appointments of everybody who has one that is asked for, by person and number. */
export async function selectOverview(db: Queryable, o: OverviewQuery): Promise<OverviewRow[]> {
  return (await db.query<OverviewRow>(SQL, [o.board, o.day, o.location, o.registerIds])).rows;
}
