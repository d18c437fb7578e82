import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ClaimId } from '../domain/ids.ts';
import type { Outcome } from '../domain/outcome.ts';

export interface NewestOutcome {
  readonly claim_id: ClaimId;
  readonly number: number;
  readonly outcome: Outcome;
}

// A claim has a handful of results at most, so the primary key alone finds the newest quickly.
const sql = `
SELECT DISTINCT ON (claim_id) claim_id, number, outcome
FROM results
WHERE claim_id IN (SELECT value::uuid FROM json_array_elements_text($1::json))
ORDER BY claim_id, number DESC`;

/** The newest result of each of these claims that has one. */
export async function selectNewestOutcomes(db: Queryable, claimIds: readonly ClaimId[]): Promise<NewestOutcome[]> {
  const { rows } = await db.query<NewestOutcome>(sql, [JSON.stringify(claimIds)]);
  return rows;
}
