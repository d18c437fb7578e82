import type { KeyObject } from 'node:crypto';
import type { Levering, Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { dayOf } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import {
  judgeArrival,
  judgeContent,
  judgeHead,
  otherContent,
  type AcceptedRecord,
  type AnsweredRecord,
  type HeadRules,
  type KnownRecord,
  type OpenedRecord,
  type RecordToAsk,
  type RejectedRecord,
} from '../domain/judge-record.ts';
import type { JudgementLists } from '../domain/judgement-lists.ts';
import { momentOf, type Moment } from '../domain/moment.ts';
import { commandOf } from '../messages/command.ts';
import { rejectionFeedback } from '../messages/feedback.ts';
import { answeredReceipt, receiptId, storedReceipt } from '../messages/receipt.ts';
import type { NewDelivery } from '../sql/claim-deliveries.ts';
import type { StoredReceipt } from '../sql/receipt-rows.ts';
import { answerQuestions, withRegisterIds, type Outside } from './answer-questions.ts';
import type { AnswerGiven, AnswerToRecord } from './delivery-journal.ts';
import { caseRecords } from './case-record.ts';
import { deliveryReused, refusedDelivery } from './delivery-reused.ts';
import { deliveryHash, fingerprint, type Fingerprint } from './fingerprint.ts';
import { inTurns } from './in-turns.ts';
import { keyOf, phaseOf, receiptThatCounts, type Asked, type Known } from './look-up.ts';
import type { MicroBatch } from './micro-batch.ts';
import type { RecordToStore, RequestToStore, StoreOutcome } from './store-records.ts';

export interface IntakeParts extends Outside {
  readonly clock: Clock;
  readonly contentKey: KeyObject;
  readonly rules: HeadRules;
  /** The code lists of this moment; taken once for what is judged together. */
  readonly lists: () => JudgementLists;
  readonly lookUp: MicroBatch<Asked, Known>;
  readonly store: MicroBatch<RequestToStore, StoreOutcome>;
  readonly log: Logger;
}

export interface Sender {
  /** OIN of the token. */
  readonly oin: string;
  readonly traceparent: string;
}

/** One record of the request on its way; its place in the array is its place in the answer. */
export interface Arrival {
  readonly print: Fingerprint;
  readonly state: State;
}
type State =
  | OpenedRecord
  | AnsweredRecord
  | KnownRecord
  | FollowingRecord
  | RecordToAsk
  | RejectedRecord
  | AcceptedRecord
  | FailedRecord;

/** A second record with the id of an earlier one of this request: the first counts. */
interface FollowingRecord {
  readonly outcome: 'FOLLOWING';
  readonly kop: OpenedRecord['kop'];
}

/** A fault on our side with this one record: 358, nothing stored, the same message may come again. */
interface FailedRecord {
  readonly outcome: 'FAILED';
  readonly kop: OpenedRecord['kop'];
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

/** What holds for all records of a part. */
interface Part {
  readonly moment: Moment;
  readonly sender: Sender;
  readonly known: Known;
  /** The board tries out on this day. */
  readonly isTrial: (kop: OpenedRecord['kop']) => boolean;
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
  const arrived = await judgeArrivals(opened, part, intake);
  const judged = await judgeContents(arrived, part, intake);

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

function judgeArrivals(
  opened: readonly Arrival[],
  { moment, sender, known, isTrial }: Part,
  { log }: IntakeParts,
): Promise<Arrival[]> {
  const seen = new Set<string>();
  return inTurns(opened, ({ print, state }): Arrival => {
    if (state.outcome !== 'OPENED') return { print, state };
    const { kop } = state;
    const key = messageKey(kop);
    const storedHash = receiptThatCounts(known.receipts.get(key), isTrial(kop))?.content_hash;
    const phase = phaseOf(known, sender.oin, kop, moment.day) ?? 'GEEN';
    const facts = {
      callerOin: sender.oin,
      mayDeliver: phase !== 'GEEN',
      ...print,
      ...(storedHash === undefined ? {} : { storedHash }),
    };
    const judged = orFailed(kop, log, () => judgeArrival(state, facts));
    // What stands under the key is named in the answer, for another content (396) too.
    if (isAbout396(judged)) return { print, state: { outcome: 'KNOWN', kop } };
    if (judged.outcome === 'ANSWERED' || judged.outcome === 'KNOWN') return { print, state: judged };
    if (seen.has(key)) return { print, state: { outcome: 'FOLLOWING', kop } };
    seen.add(key);
    return { print, state: judged };
  });
}

async function judgeContents(
  arrived: readonly Arrival[],
  { moment, isTrial }: Part,
  intake: IntakeParts,
): Promise<Arrival[]> {
  const { log } = intake;
  const lists = intake.lists();
  const waiting = arrived.map(({ state }) => state).filter((state) => state.outcome === 'TO_ASK');
  const answers = await answerQuestions(waiting, { day: moment.day, isTrial }, intake);
  const judged = await inTurns(arrived, ({ print, state }): Arrival => {
    const answer = state.outcome === 'TO_ASK' ? answers.get(state) : undefined;
    if (state.outcome !== 'TO_ASK' || answer === undefined) return { print, state };
    return { print, state: orFailed(state.kop, log, () => judgeContent(state, answer, moment, lists)) };
  });
  const accepted = judged.map(({ state }) => state).filter((state) => state.outcome === 'ACCEPTED');
  const complete = await withRegisterIds(accepted, intake);
  return judged.map(({ print, state }) => ({
    print,
    state: state.outcome === 'ACCEPTED' ? (complete.get(state) ?? state) : state,
  }));
}

function isAbout396(judged: State): boolean {
  return judged.outcome === 'ANSWERED' && judged.signalen.some(({ code }) => code === '396');
}

/** A judgement that throws is a fault of ours: it costs its record 358, and the others of the request nothing. */
function orFailed<Judged extends State>(
  kop: OpenedRecord['kop'],
  log: Logger,
  judge: () => Judged,
): Judged | FailedRecord {
  try {
    return judge();
  } catch (error) {
    log.error('RECORD_NOT_JUDGED', { messageId: kop.identificatiecodeBedrijfsdocument, error });
    return { outcome: 'FAILED', kop };
  }
}

function recordToStore(
  { print, state }: Arrival,
  ofCase: RecordToStore['ofCase'],
  { moment, sender, ...part }: Part,
): RecordToStore | undefined {
  if (state.outcome !== 'REJECTED' && state.outcome !== 'ACCEPTED') return undefined;
  const { kop, signalen, record } = state;
  const isTrial = part.isTrial(kop);
  const id = receiptId(kop.verzendendeInstantie, kop.identificatiecodeBedrijfsdocument, isTrial);
  const receipt = {
    message_id: kop.identificatiecodeBedrijfsdocument,
    sender: kop.verzendendeInstantie,
    receipt_id: id,
    delivery_point: kop.aanleverpuntnummer,
    content_hash: print.contentHash,
    status: state.outcome === 'ACCEPTED' ? ('B' as const) : ('A' as const),
    signals: signalen,
    received_at: moment.at,
    ...(record === undefined ? {} : { record }),
    is_answered: state.outcome === 'REJECTED',
    is_trial: isTrial,
  };
  const origin = { receiptId: id, receivedAt: moment.at, traceparent: sender.traceparent, isTrial };
  // What is tried out is no work that waits for somebody.
  const tracked = isTrial ? {} : { ofCase };
  return state.outcome === 'ACCEPTED'
    ? { receipt, command: commandOf(state, origin), ...tracked }
    : { receipt, feedback: rejectionFeedback(kop, signalen, origin), ...tracked };
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

function messageKey(kop: OpenedRecord['kop']): string {
  return keyOf(kop.identificatiecodeBedrijfsdocument, kop.verzendendeInstantie);
}
