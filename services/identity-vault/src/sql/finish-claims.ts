import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ClaimId } from '../domain/ids.ts';

export interface AnsweredClaim {
  readonly claimId: ClaimId;
  readonly wanted: number;
  readonly sentFacts: string;
}

// Not when a later question was answered meanwhile: its facts are newer. When another question is wanted already, the
// claim is due at once. Every statement that changes more than one claim locks them in the order of their ids first.
const FINISH = `
  WITH answered AS MATERIALIZED (
    SELECT c.claim_id, a.wanted, a.sent_facts
    FROM claims c JOIN json_to_recordset($1::json) AS a (claim_id uuid, wanted integer, sent_facts uuid) USING (claim_id)
    ORDER BY c.claim_id
    FOR UPDATE OF c)
  UPDATE claims c SET done = a.wanted, attempts = 0, sent_facts = a.sent_facts, due_at = now()
  FROM answered a
  WHERE c.claim_id = a.claim_id AND c.done < a.wanted
  RETURNING c.claim_id AS "claimId"`;

/** @returns the claims whose answer counts */
export async function finishClaims(tx: Transaction, claims: readonly AnsweredClaim[]): Promise<ClaimId[]> {
  const given = claims.map(({ claimId, wanted, sentFacts }) => ({ claim_id: claimId, wanted, sent_facts: sentFacts }));
  const { rows } = await tx.query<{ claimId: ClaimId }>(FINISH, [JSON.stringify(given)]);
  return rows.map(({ claimId }) => claimId);
}
