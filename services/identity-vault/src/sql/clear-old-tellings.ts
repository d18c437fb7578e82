import type { Queryable } from '../../../_platform/src/database/database.ts';

const CLEAR = `
  DELETE FROM tellings
  WHERE told_at < now() - interval '30 days'
    AND (command_id IS NULL
      OR command_id <> ALL (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json))))`;

/** Removes what records said that the register did not accept; not while their command is under way. */
export async function clearOldTellings(db: Queryable, underWay: readonly string[]): Promise<void> {
  await db.query(CLEAR, [JSON.stringify(underWay)]);
}
