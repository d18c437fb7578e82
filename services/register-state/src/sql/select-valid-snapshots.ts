import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import { VALID_ON_DAY } from './valid-on-day.ts';

export interface ValidSnapshotsQuery {
  readonly board: string;
  /** Appointments valid on this day. */
  readonly day: string;
  /** Only those with a period at this location on the day. */
  readonly location: string | null;
  /** Register id after which the page begins; null for the first. */
  readonly after: string | null;
  /** Most persons of the page, each with all that is valid of him. */
  readonly persons: number;
}

export interface ValidSnapshot {
  readonly register_id: string;
  readonly number: string;
  readonly snapshot: Stand;
}

// Walks appointments_of_board twice over the page: first for where it ends, because a person must not be cut in two.
const SQL = `
  SELECT register_id, number, snapshot FROM appointments
  WHERE ${VALID_ON_DAY} AND ($4::uuid IS NULL OR register_id > $4)
    AND register_id <= (
      SELECT register_id FROM (
        SELECT DISTINCT register_id FROM appointments
        WHERE ${VALID_ON_DAY} AND ($4::uuid IS NULL OR register_id > $4)
        ORDER BY register_id
        LIMIT $5
      ) AS page ORDER BY register_id DESC LIMIT 1)
  ORDER BY register_id, number`;

/** A page of what a board has valid on a day, by person and number. */
export async function selectValidSnapshots(
  db: Queryable,
  { board, day, location, after, persons }: ValidSnapshotsQuery,
): Promise<ValidSnapshot[]> {
  return (await db.query<ValidSnapshot>(SQL, [board, day, location, after, persons])).rows;
}
