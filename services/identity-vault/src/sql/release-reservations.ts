import type { Queryable } from '../../../_platform/src/database/database.ts';

// By both clocks, as in clear-unknown-persons.ts.
const RELEASE = `
  DELETE FROM reservations
  WHERE answered_on < $1::date AND answered_at < now() - interval '1 hour'
    AND NOT commands && ARRAY(SELECT value::uuid FROM json_array_elements_text($2::json))`;

/** Gives numbers free whose commands were all answered before this day, without an event that took the reservation. */
export async function releaseReservations(db: Queryable, today: string, underWay: readonly string[]): Promise<void> {
  await db.query(RELEASE, [today, JSON.stringify(underWay)]);
}
