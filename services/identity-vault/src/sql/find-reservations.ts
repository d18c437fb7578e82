import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface Reservation {
  /** Of the row of the reserved number. */
  readonly registerId: RegisterId;
  readonly forPerson: RegisterId;
}

const FIND = `
  SELECT register_id AS "registerId", for_person AS "forPerson"
  FROM reservations
  WHERE register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))`;

/** Which of these rows hold a reserved number. Certain when the rows are locked. */
export async function findReservations(db: Queryable, ids: readonly RegisterId[]): Promise<Reservation[]> {
  const { rows } = await db.query<Reservation>(FIND, [JSON.stringify(ids)]);
  return rows;
}
