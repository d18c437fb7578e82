import type { Queryable } from '../../../_platform/src/database/database.ts';
import { findBoardsWithCases } from '../sql/find-boards-with-cases.ts';
import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { Phase } from '../domain/phase.ts';
import { findAuthorisations, type AuthorisationQuestion } from '../sql/find-authorisations.ts';
import { findDeliveries, type DeliveryKey, type DeliveryRow } from '../sql/find-deliveries.ts';
import { findReceipts } from '../sql/find-receipts.ts';
import type { ReceiptKey, StoredReceipt } from '../sql/receipt-rows.ts';
import { createMicroBatch, type MicroBatch } from './micro-batch.ts';

export interface Asked {
  readonly delivery: DeliveryKey;
  readonly mandates: readonly AuthorisationQuestion[];
  readonly receipts: readonly ReceiptKey[];
}

/** What the database knows about one request; keys made by `keyOf`. */
export interface Known {
  readonly delivery: DeliveryRow | undefined;
  /** By `keyOf(oin, board, delivery point, day)`: there where this OIN holds a mandate. */
  readonly phases: ReadonlyMap<string, Phase>;
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
  /** Of the boards asked about: those with an open case, which an accepted record may close. */
  readonly boardsWithCases: ReadonlySet<string>;
}

/** Phase of a record's board when this OIN holds a mandate for it, else nothing. */
export function phaseOf(known: Known, oin: string, kop: Kop, day: string): Phase | undefined {
  return known.phases.get(keyOf(oin, kop.bevoegdGezagNummer, kop.aanleverpuntnummer, day));
}

/** What is stored under a message's key, as far as it counts: for real a receipt of a trial is none. */
export function receiptThatCounts(receipt: StoredReceipt | undefined, isTrial: boolean): StoredReceipt | undefined {
  return receipt?.is_trial === true && !isTrial ? undefined : receipt;
}

export function keyOf(...parts: readonly string[]): string {
  return parts.join(' ');
}

/** The questions to the database that come before judgement: four statements for all requests that ask together. */
export function createLookUp(db: Queryable): MicroBatch<Asked, Known> {
  return createMicroBatch<Asked, Known>({
    fullAt: 500,
    weightOf: (asked) => Math.max(1, asked.receipts.length),
    concurrency: 2,
    run: async (batch) => {
      const [deliveries, mandates, receipts, boards] = await Promise.all([
        findDeliveries(
          db,
          batch.map(({ delivery }) => delivery),
        ),
        findAuthorisations(
          db,
          batch.flatMap((asked) => asked.mandates),
        ),
        findReceipts(
          db,
          batch.flatMap((asked) => asked.receipts),
        ),
        findBoardsWithCases(db, [...new Set(batch.flatMap((asked) => asked.mandates.map(({ board }) => board)))]),
      ]);
      const deliveryByKey = new Map(deliveries.map((row) => [keyOf(row.oin, row.delivery_id), row]));
      const phases = new Map(
        mandates.map((row) => [keyOf(row.oin, row.board, row.delivery_point, row.day), row.phase]),
      );
      const receiptByKey = new Map(receipts.map((row) => [keyOf(row.message_id, row.sender), row]));
      const boardsWithCases = new Set(boards);
      return batch.map(({ delivery }) => ({
        delivery: deliveryByKey.get(keyOf(delivery.oin, delivery.delivery_id)),
        phases,
        receipts: receiptByKey,
        boardsWithCases,
      }));
    },
  });
}
