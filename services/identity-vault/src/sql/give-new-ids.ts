import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { RegisterId } from '../domain/ids.ts';

const GIVE = `
  UPDATE persons p SET
    register_id = gen_random_uuid(), matching_id = gen_random_uuid(), known_at = NULL,
    pension_owed = false, pension_told_at = NULL, death_told_at = NULL
  WHERE p.register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))
    AND EXISTS (SELECT 1 FROM portfolio_keys k WHERE k.portfolio_id = p.portfolio_id)`;

/** Those of these persons who have a portfolio key are strangers to register and matching from now on. */
export async function giveNewIds(tx: Transaction, ids: readonly RegisterId[]): Promise<void> {
  await tx.query(GIVE, [JSON.stringify(ids)]);
}
