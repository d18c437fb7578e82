import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Applied, BatchHandler, BatchToApply } from '../../../_platform/src/consumer/batch-handler.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import type { DiplomaClaim } from '../domain/claim.ts';
import type { MatchingId } from '../domain/ids.ts';
import { judgeClaim, type Result, type VersionedLists } from '../domain/result.ts';
import { deletePerson } from '../sql/delete-person.ts';
import { insertResults } from '../sql/insert-results.ts';
import { selectNewestOutcomes } from '../sql/select-newest-outcomes.ts';
import { upsertClaims } from '../sql/upsert-claims.ts';
import { matchRecord } from './match-record.ts';
import { processingRecord } from './processing-record.ts';
import { readClaim } from './read-claim.ts';
import type { ReceivedClaim } from './read-claim.ts';

interface Parts {
  readonly lists: VersionedLists;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/**
 * Judges every claim once and keeps every judgement; announces those that are new or changed their outcome. Claims,
 * results and the records to publish are written in the transaction that moves the position: four statements whatever
 * the size of the batch. A withdrawal deletes all there is under its matching id.
 */
export function claimsHandler(o: Parts): BatchHandler<ReceivedClaim> {
  return {
    consumer: 'diploma-matching',
    topics: ['lrr.diplomaclaim.v1'],
    decode: readClaim,
    apply: (tx, batch) => {
      const [first] = batch.entries;
      const message = first?.decoded.message;
      return message?.kind === 'withdrawal' ? withdraw(tx, batch, message.matchingId, o) : applyClaims(tx, batch, o);
    },
  };
}

/** The line in the processing log is the proof; of somebody of whom there was nothing there is none. */
async function withdraw(
  tx: Transaction,
  { at }: BatchToApply<ReceivedClaim>,
  matchingId: MatchingId,
  { outbox, clock }: Parts,
): Promise<Applied> {
  const claims = await deletePerson(tx, matchingId);
  const lines = claims === 0 ? [] : [processingRecord('DIPLOMAVERGELIJKING_VERNIETIGEN', matchingId, clock.now())];
  const added = await outbox.add(tx, lines);
  return {
    applicationNumber: at.applicationNumber + 1,
    afterCommit: () => {
      outbox.committed(added);
    },
  };
}

async function applyClaims(tx: Transaction, batch: BatchToApply<ReceivedClaim>, o: Parts): Promise<Applied> {
  const now = o.clock.now();
  const claims = batch.entries.flatMap(({ decoded: { message } }) => (message.kind === 'claim' ? [message.claim] : []));
  const results = await judgeAll(tx, claims, o.lists, now);
  // A claim may come twice in a batch; its row keeps the last.
  await upsertClaims(tx, [...new Map(claims.map((claim) => [claim.claimId, claim])).values()], now);
  await insertResults(tx, results);
  const added = await o.outbox.add(tx, [
    ...claims.map((claim) => processingRecord('DIPLOMA_VERGELIJKEN', claim.matchingId, now)),
    ...results.filter(({ published }) => published).map(matchRecord),
  ]);
  return {
    applicationNumber: batch.at.applicationNumber + batch.entries.length,
    afterCommit: () => {
      o.outbox.committed(added);
    },
  };
}

async function judgeAll(
  tx: Transaction,
  claims: readonly DiplomaClaim[],
  lists: VersionedLists,
  now: Date,
): Promise<Result[]> {
  const former = await selectNewestOutcomes(tx, [...new Set(claims.map(({ claimId }) => claimId))]);
  const newest = new Map(former.map(({ claim_id, number, outcome }) => [claim_id, { number, outcome }]));
  return claims.map((claim) => {
    const result = judgeClaim(claim, newest.get(claim.claimId), lists, now.toISOString());
    newest.set(claim.claimId, { number: result.number, outcome: result.match.outcome });
    return result;
  });
}
