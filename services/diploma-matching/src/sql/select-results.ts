import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Diploma } from '../domain/claim.ts';
import type { ClaimId, MatchingId } from '../domain/ids.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { ListVersions } from '../domain/result.ts';

export interface StoredResult {
  readonly matching_id: MatchingId;
  readonly outcome: Outcome;
  readonly rule: string;
  readonly explanation: string;
  readonly next_step: string;
  readonly evidence: Diploma | null;
  readonly list_versions: ListVersions;
  readonly rules_version: string;
  readonly judged_at: string;
}

const sql = `
SELECT c.matching_id, r.outcome, r.rule, r.explanation, r.next_step, r.evidence, r.list_versions, r.rules_version,
  r.judged_at
FROM results r JOIN claims c USING (claim_id)
WHERE claim_id = $1
ORDER BY number DESC`;

/** All results of one claim, newest first; empty when the claim is not known. */
export async function selectResults(db: Queryable, claimId: ClaimId): Promise<StoredResult[]> {
  const { rows } = await db.query<StoredResult>(sql, [claimId]);
  return rows;
}
