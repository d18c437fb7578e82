import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { AddedRows, Outbox, OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { NewDelivery } from '../sql/claim-deliveries.ts';
import { tallyDelivered } from '../domain/tally-records.ts';
import type { Rejection, Repair } from '../domain/track-cases.ts';
import { findReceipts } from '../sql/find-receipts.ts';
import { insertFeedback, type NewFeedback } from '../sql/insert-feedback.ts';
import { insertReceipts } from '../sql/insert-receipts.ts';
import { insertTallies, type Tally } from '../sql/insert-tallies.ts';
import type { NewReceipt, StoredReceipt } from '../sql/receipt-rows.ts';
import type { Admission } from './admit-request.ts';
import { claimForRequests, recordAnswers, type AnswerToRecord } from './delivery-journal.ts';
import { keyOf } from './look-up.ts';
import { createMicroBatch, type MicroBatch } from './micro-batch.ts';
import { monthOf } from './settle-cases.ts';
import { writeCases } from './write-cases.ts';

/** One judged record with what follows from it: the command when it is accepted, record 13 when it is not. */
export interface RecordToStore {
  readonly receipt: NewReceipt;
  readonly command?: OutboxRow;
  readonly feedback?: NewFeedback;
  /** What it means for the cases of its board. */
  readonly ofCase?: Rejection | Repair | undefined;
}

export interface RequestToStore {
  readonly delivery: NewDelivery;
  /** It takes in the delivery from its first record on; false for the later parts of a stream. */
  readonly isFirst: boolean;
  /** What is answered to every record of the request, stored or not, in the order sent. */
  readonly answers: readonly AnswerToRecord[];
  /** In the order sent, no two with one key. */
  readonly records: readonly RecordToStore[];
}

export type StoreOutcome =
  | {
      readonly outcome: 'STORED';
      /**
       * What stands under each key now: this request's receipt, or the one that was there first. A key without one could
       * not be stored by a fault of ours; nothing of that record is kept (358).
       */
      readonly receipts: ReadonlyMap<string, StoredReceipt>;
    }
  | { readonly outcome: Exclude<Admission, 'ADMITTED'> };

export interface StoreParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
}

/**
 * Step 3 of the way a record travels: receipts and outbox rows in one transaction, before anybody is answered. Requests
 * that arrive together share it (up to 200 records); every request gets its own outcome.
 */
export function createRecordStore(parts: StoreParts): MicroBatch<RequestToStore, StoreOutcome> {
  return createMicroBatch<RequestToStore, StoreOutcome>({
    fullAt: 200,
    weightOf: ({ records }) => Math.max(1, records.length),
    concurrency: 2,
    run: (requests) => storeInRounds(requests, parts),
  });
}

/** A transaction claims a delivery once: of one that came twice at a time the second waits for the next round. */
async function storeInRounds(requests: readonly RequestToStore[], parts: StoreParts): Promise<StoreOutcome[]> {
  const outcomes = new Map<RequestToStore, StoreOutcome>();
  let waiting = requests;
  while (waiting.length > 0) {
    const round = new Map<string, RequestToStore>();
    for (const request of waiting) {
      const key = keyOf(request.delivery.oin, request.delivery.delivery_id);
      if (!round.has(key)) round.set(key, request);
    }
    const now = [...round.values()];
    const stored = await storeTogether(now, parts);
    for (const [index, outcome] of stored.entries()) outcomes.set(now[index] as RequestToStore, outcome);
    waiting = waiting.filter((request) => !outcomes.has(request));
  }
  return requests.map((request) => outcomes.get(request) as StoreOutcome);
}

/**
 * When the data of one record is to blame, the others must not pay for it: the batch is taken request by request, and a
 * request that still fails record by record. Everything else (database away, time-out) goes to all callers, who answer
 * 503; the same delivery can come again whether or not the commit had happened.
 */
async function storeTogether(requests: readonly RequestToStore[], parts: StoreParts): Promise<StoreOutcome[]> {
  try {
    return await storeInOneTransaction(requests, parts);
  } catch (error) {
    if (isRetryable(error)) throw error;
    const [first] = requests;
    if (requests.length !== 1 || first === undefined) {
      const outcomes: StoreOutcome[] = [];
      for (const request of requests) outcomes.push(...(await storeTogether([request], parts)));
      return outcomes;
    }
    return [await storeOneByOne(first, error, parts)];
  }
}

async function storeOneByOne(request: RequestToStore, reason: unknown, parts: StoreParts): Promise<StoreOutcome> {
  const receipts = new Map<string, StoredReceipt>();
  if (request.records.length === 0) throw reason;
  for (const record of request.records) {
    const { message_id: messageId, sender } = record.receipt;
    const answers = request.answers.filter(({ key }) => key?.messageId === messageId && key.sender === sender);
    try {
      const [outcome] = await storeInOneTransaction([{ ...request, records: [record], answers }], parts);
      if (outcome?.outcome !== 'STORED') return outcome ?? { outcome: 'DELIVERY_REUSED' };
      for (const [key, receipt] of outcome.receipts) receipts.set(key, receipt);
    } catch (error) {
      if (isRetryable(error)) throw error;
      parts.log.error('RECORD_NOT_STORED', { messageId, error });
    }
  }
  const answers = request.answers.map((answer) => ({ ...answer, to: () => answer.to(receipts) }));
  const [outcome] = await storeInOneTransaction([{ ...request, records: [], answers }], parts);
  return outcome?.outcome === 'STORED' ? { outcome: 'STORED', receipts } : (outcome ?? { outcome: 'DELIVERY_REUSED' });
}

/**
 * Always the same few statements, however many records. Deliveries and receipts are inserted in key order, deliveries
 * first, so that no two of these transactions can wait for each other in a circle. Feedback and commands are written in
 * the order sent, and only for receipts that this transaction inserted. Cases come last, because their locks do.
 */
async function storeInOneTransaction(requests: readonly RequestToStore[], parts: StoreParts): Promise<StoreOutcome[]> {
  const { outcomes, added } = await parts.database.transaction(async (tx) => {
    const claims = await claimForRequests(tx, requests);
    const admitted = requests.filter((_, index) => claims[index]?.admission === 'ADMITTED');
    const records = admitted.flatMap((request) => request.records);
    const standing = await standingReceipts(tx, records);
    const fresh = records.filter(({ receipt }) => standing.get(keyOf(receipt.message_id, receipt.sender)) === receipt);
    const feedback = fresh.flatMap((record) => record.feedback ?? []);
    const commands = fresh.flatMap((record) => record.command ?? []);
    if (feedback.length > 0) await insertFeedback(tx, feedback);
    const added: AddedRows | undefined = commands.length > 0 ? await parts.outbox.add(tx, commands) : undefined;
    const real = fresh.filter(({ receipt }) => !receipt.is_trial);
    const tallies = tallyFresh(admitted, new Set(real));
    // Sent together: neither needs the other's answer.
    await Promise.all([
      recordAnswers(tx, claims, standing),
      tallies.length > 0 ? insertTallies(tx, tallies) : undefined,
    ]);
    await writeCases(
      tx,
      real.flatMap((record) => record.ofCase ?? []),
    );
    const outcomes = claims.map(({ admission }): StoreOutcome =>
      admission === 'ADMITTED' ? { outcome: 'STORED', receipts: standing } : { outcome: admission },
    );
    return { outcomes, added };
  });
  if (added !== undefined) parts.outbox.committed(added);
  return outcomes;
}

function tallyFresh(admitted: readonly RequestToStore[], fresh: ReadonlySet<RecordToStore>): Tally[] {
  return tallyDelivered(
    admitted.flatMap(({ delivery: { oin, received_at }, records }) => {
      const month = monthOf(received_at);
      return records.flatMap((record) => (fresh.has(record) ? { oin, month, signals: record.receipt.signals } : []));
    }),
  );
}

/** Inserts the receipts; gives for every key the one that stands: the inserted object itself, or what was there first. */
async function standingReceipts(
  tx: Transaction,
  records: readonly RecordToStore[],
): Promise<Map<string, StoredReceipt>> {
  const standing = new Map<string, StoredReceipt>();
  if (records.length === 0) return standing;
  // Two requests of one batch can hold the same message: the first counts, and one for real before one of a trial.
  for (const { receipt } of records) {
    const key = keyOf(receipt.message_id, receipt.sender);
    const first = standing.get(key);
    if (first === undefined || (first.is_trial && !receipt.is_trial)) standing.set(key, receipt);
  }
  const inserted = await insertReceipts(tx, [...standing.values()] as NewReceipt[]);
  if (inserted.length === standing.size) return standing;
  const insertedKeys = new Set(inserted.map((row) => keyOf(row.message_id, row.sender)));
  const conflicting = [...standing].filter(([key]) => !insertedKeys.has(key)).map(([, receipt]) => receipt);
  const stored = await findReceipts(
    tx,
    conflicting.map(({ message_id, sender }) => ({ message_id, sender })),
  );
  for (const receipt of stored) standing.set(keyOf(receipt.message_id, receipt.sender), receipt);
  return standing;
}

function isRetryable(error: unknown): boolean {
  return (error as { retryable?: unknown }).retryable === true;
}
