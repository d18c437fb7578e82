import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { MatchingId } from '../domain/ids.ts';

const RESULTS = `DELETE FROM results AS r USING claims AS c WHERE r.claim_id = c.claim_id AND c.matching_id = $1::uuid`;
const CLAIMS = `DELETE FROM claims WHERE matching_id = $1::uuid`;

/** Deletes everything under a matching id. @returns number of claims */
export async function deletePerson(tx: Transaction, matchingId: MatchingId): Promise<number> {
  await tx.query(RESULTS, [matchingId]);
  return (await tx.query(CLAIMS, [matchingId])).rowCount;
}
