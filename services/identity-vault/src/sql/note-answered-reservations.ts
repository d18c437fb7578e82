import type { Queryable } from '../../../_platform/src/database/database.ts';

// A record that came in just now is not among those that intake names as waiting.
const NOTE = `
  UPDATE reservations SET answered_on = $1::date, answered_at = now()
  WHERE answered_on IS NULL AND reserved_on < $1::date AND reserved_at < now() - interval '1 hour'
    AND NOT commands && ARRAY(SELECT value::uuid FROM json_array_elements_text($2::json))`;

/** Remembers of which reservations no command is under way any more. */
export async function noteAnsweredReservations(
  db: Queryable,
  today: string,
  underWay: readonly string[],
): Promise<void> {
  await db.query(NOTE, [today, JSON.stringify(underWay)]);
}
