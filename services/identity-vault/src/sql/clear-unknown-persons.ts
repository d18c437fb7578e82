import type { Queryable } from '../../../_platform/src/database/database.ts';

// By the platform's clock and by the real one: where the clock may jump (the sandbox), the record of somebody looked up
// a moment ago can still be on its way to the register.
const CLEAR = `
  DELETE FROM persons
  WHERE register_id IN (
    SELECT register_id FROM persons p
    WHERE known_at IS NULL AND looked_up_on < $1::date AND looked_up_at < now() - interval '1 hour'
      AND NOT EXISTS (SELECT 1 FROM portfolio_keys k WHERE k.portfolio_id = p.portfolio_id)
    LIMIT $2
    FOR UPDATE SKIP LOCKED)`;

/** Removes persons without an accepted record who were last looked up before this day. @returns how many */
export async function clearUnknownPersons(db: Queryable, before: string, limit: number): Promise<number> {
  const { rowCount } = await db.query(CLEAR, [before, limit]);
  return rowCount;
}
