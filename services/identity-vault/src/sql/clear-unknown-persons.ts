import type { Queryable } from '../../../_platform/src/database/database.ts';

// By the platform's clock and by the real one: where the clock may jump (the sandbox), the record of somebody looked up
// a moment ago can still be on its way to the register.
const CLEAR = `
  DELETE FROM persons
  WHERE register_id IN (
    SELECT register_id FROM persons p
    WHERE known_at IS NULL AND alias_of IS NULL
      AND looked_up_on < $1::date AND looked_up_at < now() - interval '1 hour'
      AND (commands IS NULL OR NOT commands && ARRAY(SELECT value::uuid FROM json_array_elements_text($3::json)))
      AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.register_id = p.register_id)
      AND NOT EXISTS (SELECT 1 FROM portfolio_keys k WHERE k.portfolio_id = p.portfolio_id)
    LIMIT $2
    FOR UPDATE SKIP LOCKED)`;

/**
 * Removes persons without an accepted record who were last looked up before this day. Who has a command under way is not
 * without a record: it may be accepted yet.
 * @returns how many
 */
export async function clearUnknownPersons(
  db: Queryable,
  before: string,
  underWay: readonly string[],
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(CLEAR, [before, limit, JSON.stringify(underWay)]);
  return rowCount;
}
