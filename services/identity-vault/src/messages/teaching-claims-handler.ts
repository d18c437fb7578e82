import { hash } from 'node:crypto';
import type { Applied, BatchHandler } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import { insertClaims } from '../sql/insert-claims.ts';
import { readTeachingClaim } from './teaching-claim.ts';
import type { TeachingClaim } from './teaching-claim.ts';

/**
 * Stores claims; nothing is asked of the diploma register here, so that its being away never holds this consumer up.
 * @param stored called after the commit, so that the questions can begin
 */
export function teachingClaimsHandler(stored: () => void): BatchHandler<TeachingClaim> {
  return {
    consumer: 'identity-vault-onderwijsopgave',
    topics: ['lrr.onderwijsopgave.v1'],
    decode: (record) => {
      const claim = readTeachingClaim(record.value);
      return {
        id: claim.claimId,
        contentHash: hash('sha256', record.value ?? '', 'buffer'),
        key: claim.registerId,
        expectedRecordKey: claim.registerId,
        message: claim,
      };
    },
    apply: async (tx, { at, entries }): Promise<Applied> => {
      const claims = entries.map(({ decoded }) => decoded.message);
      const nobodys = await insertClaims(tx, claims);
      // A claim of somebody whom the vault no longer has: for an operator to look at. The consumer finds out which.
      if (nobodys.length > 0) throw new PoisonError('CLAIM_OF_NOBODY', 'the vault has no person with this register id');
      return { applicationNumber: at.applicationNumber + entries.length, afterCommit: stored };
    },
  };
}
