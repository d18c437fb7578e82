import type { KeyObject } from 'node:crypto';
import type { Levering, Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { dayOf } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import { judgeHead, otherContent, type HeadRules, type OpenedRecord } from '../domain/judge-record.ts';
import { momentOf, type Moment } from '../domain/moment.ts';
import { answeredReceipt, storedReceipt } from '../messages/receipt.ts';
import type { NewDelivery } from '../sql/claim-deliveries.ts';
import type { StoredReceipt } from '../sql/receipt-rows.ts';
import { messageKey, type Arrival, type Part, type Sender } from './arrival.ts';
import { caseRecords } from './case-record.ts';
import type { AnswerGiven, AnswerToRecord } from './delivery-journal.ts';
import { deliveryReused, refusedDelivery } from './delivery-reused.ts';
import { deliveryHash, fingerprint } from './fingerprint.ts';
import { inTurns } from './in-turns.ts';
import { judgeArrivals, type JudgeParts } from './judge-arrivals.ts';
import { keyOf, phaseOf, receiptThatCounts, type Asked, type Known } from './look-up.ts';
import type { MicroBatch } from './micro-batch.ts';
import { recordToStore } from './record-to-store.ts';
import type { RequestToStore, StoreOutcome } from './store-records.ts';

export interface IntakeParts extends JudgeParts {
  readonly clock: Clock;
  readonly contentKey: KeyObject;
  readonly rules: HeadRules;
  readonly lookUp: MicroBatch<Asked, Known>;
  readonly store: MicroBatch<RequestToStore, StoreOutcome>;
}

/**
 * The whole of a delivery, from its parsed body to its receipts: one per record, in the order sent. Nothing is stored
 * before all has been judged, and all is stored in one transaction.
 *
 * @throws Problem 409 when the delivery id was used for another content, 503 when vault or database are away
 */
export async function takeInDelivery(
  delivery: Levering,
  sender: Sender,
  intake: IntakeParts,
): Promise<Ontvangstbevestiging[]> {
  const moment = momentNow(intake.clock);
  const opened = await openRecords(delivery.berichten, moment, intake);
  const content_hash = deliveryHash(
    opened.map(({ print }) => print),
    intake.contentKey,
  );
  const stored = {
    oin: sender.oin,
    delivery_id: delivery.leveringId,
    received_at: moment.at,
    attempt: newId(),
    content_hash,
    records: opened.length,
  };
  return takeInRecords({ delivery: stored, firstOrdinal: 0, opened, moment }, sender, intake);
}

export function momentNow(clock: Clock): Moment {
  const now = clock.now();
  return momentOf(now, dayOf(now));
}

/** Records that are judged and stored together: a delivery, or a part of one that comes as a stream. */
export interface OpenedPart {
  readonly delivery: NewDelivery;
  /** Place of the first record in its delivery. */
  readonly firstOrdinal: number;
  readonly opened: readonly Arrival[];
  readonly moment: Moment;
}

export async function takeInRecords(
  { delivery, firstOrdinal, opened, moment }: OpenedPart,
  sender: Sender,
  intake: IntakeParts,
): Promise<Ontvangstbevestiging[]> {
  const known = await intake.lookUp.submit(questionsOf(delivery.delivery_id, sender.oin, opened, moment.day));
  const before = known.delivery?.content_hash ?? undefined;
  if (before !== undefined && delivery.content_hash !== undefined && before !== delivery.content_hash) {
    throw deliveryReused();
  }
  const part: Part = {
    moment,
    sender,
    known,
    isTrial: (kop) => phaseOf(known, sender.oin, kop, moment.day) === 'PROEF',
  };
  const judged = await judgeArrivals(opened, part, intake);

  const answers = judged.map((arrival, index): AnswerToRecord => ({
    ordinal: firstOrdinal + index,
    contentHash: arrival.print.contentHash,
    ...(arrival.state.outcome === 'ANSWERED' ? {} : { key: receiptKeyOf(arrival.state.kop) }),
    to: (standing) => answerFor(arrival, part, standing),
  }));
  const ofCases = caseRecords(
    judged.map((arrival, index) => ({ judged: arrival, opened: opened[index] ?? arrival })),
    { oin: sender.oin, receivedAt: moment.at, boardsWithCases: known.boardsWithCases, key: intake.contentKey },
  );
  const stored = await intake.store.submit({
    delivery,
    isFirst: firstOrdinal === 0,
    answers,
    records: judged.flatMap((arrival, index) => recordToStore(arrival, ofCases[index], part) ?? []),
  });
  if (stored.outcome !== 'STORED') throw refusedDelivery(stored.outcome);
  return answers.map(({ to }) => to(stored.receipts).receipt);
}

export function openRecords(
  records: readonly unknown[],
  moment: Moment,
  { contentKey, rules }: IntakeParts,
): Promise<Arrival[]> {
  return inTurns(records, (record) => ({
    print: fingerprint(record, contentKey),
    state: judgeHead(record, moment, rules),
  }));
}

function questionsOf(deliveryId: string, oin: string, opened: readonly Arrival[], day: string): Asked {
  const heads = opened.flatMap(({ state }) => (state.outcome === 'OPENED' ? [state.kop] : []));
  const points = new Map(heads.map((kop) => [keyOf(kop.bevoegdGezagNummer, kop.aanleverpuntnummer), kop]));
  return {
    delivery: { oin, delivery_id: deliveryId },
    mandates: [...points.values()].map((kop) => ({
      oin,
      board: kop.bevoegdGezagNummer,
      delivery_point: kop.aanleverpuntnummer,
      day,
    })),
    receipts: heads.map((kop) => ({
      message_id: kop.identificatiecodeBedrijfsdocument,
      sender: kop.verzendendeInstantie,
    })),
  };
}

/** What stands under a record's key decides, not what this request made of it: another one may have been first. */
function answerFor(
  { print, state }: Arrival,
  { moment, known, ...part }: Part,
  receipts: ReadonlyMap<string, StoredReceipt>,
): AnswerGiven {
  if (state.outcome === 'ANSWERED') return given(answeredReceipt(state.signalen, moment.at, state));
  const key = messageKey(state.kop);
  const isTrial = part.isTrial(state.kop);
  const standing = receiptThatCounts(receipts.get(key) ?? known.receipts.get(key), isTrial);
  if (standing?.content_hash === print.contentHash) return { receipt: storedReceipt(standing), isStored: true };
  const signalen = standing === undefined ? [makeSignal('358', '')] : otherContent(state.kop).signalen;
  const answer = answeredReceipt(signalen, moment.at, { ...receiptKeyOf(state.kop), isTrial });
  return given(standing === undefined ? answer : { ...answer, ontvangstId: standing.receipt_id });
}

function given(receipt: Ontvangstbevestiging): AnswerGiven {
  return { receipt, isStored: false };
}

function receiptKeyOf(kop: OpenedRecord['kop']): { messageId: string; sender: string } {
  return { messageId: kop.identificatiecodeBedrijfsdocument, sender: kop.verzendendeInstantie };
}
