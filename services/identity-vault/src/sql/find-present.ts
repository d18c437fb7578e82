import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { MatchingId, RegisterId } from '../domain/ids.ts';

const FIND = `
  SELECT register_id AS "registerId", matching_id AS "matchingId" FROM persons
  WHERE register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json))) AND alias_of IS NULL
  ORDER BY lookup`;

interface Linked {
  readonly registerId: RegisterId;
  readonly matchingId: MatchingId;
}

/** Those of these register ids that somebody has. */
export async function findPresent(tx: Transaction, ids: readonly RegisterId[]): Promise<Linked[]> {
  return (await tx.query<Linked>(FIND, [JSON.stringify(ids)])).rows;
}
