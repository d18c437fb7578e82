import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';

const DELETE = `
  WITH given AS (SELECT value::uuid AS register_id FROM json_array_elements_text($1::json)),
  gone AS (DELETE FROM tellings t USING given g WHERE t.register_id = g.register_id)
  DELETE FROM claims c USING given g WHERE c.register_id = g.register_id`;

export async function deleteClaimsAndTellings(tx: Transaction, ids: readonly RegisterId[]): Promise<void> {
  await tx.query(DELETE, [JSON.stringify(ids)]);
}
