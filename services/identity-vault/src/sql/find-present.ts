import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';

const FIND = `
  SELECT register_id AS "registerId" FROM persons
  WHERE register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json))) AND alias_of IS NULL
  ORDER BY lookup`;

/** Those of these register ids that somebody has. */
export async function findPresent(tx: Transaction, ids: readonly RegisterId[]): Promise<RegisterId[]> {
  const { rows } = await tx.query<{ registerId: RegisterId }>(FIND, [JSON.stringify(ids)]);
  return rows.map(({ registerId }) => registerId);
}
