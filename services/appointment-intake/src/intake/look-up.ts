import type { Queryable } from '../../../_platform/src/database/database.ts';
import { findBoardsWithCases } from '../sql/find-boards-with-cases.ts';
import { findDeliveries, type DeliveryKey, type DeliveryRow } from '../sql/find-deliveries.ts';
import { findMandates, type MandateKey } from '../sql/find-mandates.ts';
import { findReceipts } from '../sql/find-receipts.ts';
import type { ReceiptKey, StoredReceipt } from '../sql/receipt-rows.ts';
import { createMicroBatch, type MicroBatch } from './micro-batch.ts';

export interface Asked {
  readonly delivery: DeliveryKey;
  readonly mandates: readonly MandateKey[];
  readonly receipts: readonly ReceiptKey[];
}

/** What the database knows about one request; keys made by `keyOf`. */
export interface Known {
  readonly delivery: DeliveryRow | undefined;
  readonly mandates: ReadonlySet<string>;
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
  /** Of the boards asked about: those with an open case, which an accepted record may close. */
  readonly boardsWithCases: ReadonlySet<string>;
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
        findMandates(
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
      const mandateKeys = new Set(mandates.map((row) => keyOf(row.oin, row.board, row.delivery_point)));
      const receiptByKey = new Map(receipts.map((row) => [keyOf(row.message_id, row.sender), row]));
      const boardsWithCases = new Set(boards);
      return batch.map(({ delivery }) => ({
        delivery: deliveryByKey.get(keyOf(delivery.oin, delivery.delivery_id)),
        mandates: mandateKeys,
        receipts: receiptByKey,
        boardsWithCases,
      }));
    },
  });
}
