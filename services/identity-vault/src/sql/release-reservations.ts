import type { Queryable } from '../../../_platform/src/database/database.ts';

// By both clocks, as in clear-unknown-persons.ts.
const RELEASE = `
  DELETE FROM reservations
  WHERE reserved_on < $1::date AND reserved_at < now() - interval '1 hour'
    AND NOT commands && ARRAY(SELECT value::uuid FROM json_array_elements_text($2::json))`;

/** Gives numbers free that were reserved before this day and whose commands are not under way any more. */
export async function releaseReservations(db: Queryable, before: string, underWay: readonly string[]): Promise<void> {
  await db.query(RELEASE, [before, JSON.stringify(underWay)]);
}
