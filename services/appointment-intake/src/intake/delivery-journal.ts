import type { Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import { claimDeliveries, type ClaimedDelivery, type NewDelivery } from '../sql/claim-deliveries.ts';
import { findRecordHashes } from '../sql/find-record-hashes.ts';
import { insertDeliveryRecords, type DeliveryRecord } from '../sql/insert-delivery-records.ts';
import { moveDeliveries } from '../sql/move-deliveries.ts';
import type { StoredReceipt } from '../sql/receipt-rows.ts';
import { admitRequest, type Admission } from './admit-request.ts';
import { keyOf } from './look-up.ts';

/** One record of a delivery as its sender is answered about it. */
export interface AnswerToRecord {
  /** Place in the delivery, from 0. */
  readonly ordinal: number;
  /** Hexadecimal. */
  readonly contentHash: string;
  /** Where its receipt stands when it is stored. */
  readonly key?: { readonly messageId: string; readonly sender: string };
  /** The answer, given the receipts that stand now. */
  readonly to: (standing: ReadonlyMap<string, StoredReceipt>) => AnswerGiven;
}

export interface AnswerGiven {
  readonly receipt: Ontvangstbevestiging;
  /** It is the receipt stored under the record's key. */
  readonly isStored: boolean;
}

interface AnsweringRequest {
  readonly delivery: NewDelivery;
  readonly isFirst: boolean;
  readonly answers: readonly AnswerToRecord[];
}

export interface ClaimOfRequest {
  readonly request: AnsweringRequest;
  readonly claimed: ClaimedDelivery;
  readonly admission: Admission;
}

/** Locks the deliveries of requests, each of another delivery, and judges which of them may go on. */
export async function claimForRequests(
  tx: Transaction,
  requests: readonly AnsweringRequest[],
): Promise<ClaimOfRequest[]> {
  const rows = await claimDeliveries(
    tx,
    requests.map(({ delivery }) => delivery),
  );
  const byKey = new Map(rows.map((row) => [keyOf(row.oin, row.delivery_id), row]));
  const claims = requests.map((request) => {
    const claimed = byKey.get(keyOf(request.delivery.oin, request.delivery.delivery_id));
    if (claimed === undefined) throw new Error('a delivery was neither inserted nor found');
    return { request, claimed };
  });
  const known = await knownHashes(tx, claims);
  return claims.map(({ request, claimed }) => {
    const hashes = new Map(request.answers.map(({ ordinal, contentHash }) => [ordinal, contentHash]));
    const { delivery, isFirst } = request;
    const admission = admitRequest({ delivery, isFirst, hashes }, claimed, known.get(claimed.number) ?? new Map());
    return { request, claimed, admission };
  });
}

/** Asked only for places that a delivery had before this request: for most requests there are none. */
async function knownHashes(
  tx: Transaction,
  claims: readonly Pick<ClaimOfRequest, 'request' | 'claimed'>[],
): Promise<Map<number, Map<number, string>>> {
  const ranges = claims.flatMap(({ request, claimed }) => {
    const [first, last] = [request.answers[0]?.ordinal, request.answers.at(-1)?.ordinal];
    const wasThere = first !== undefined && first < claimed.records && !claimed.is_new;
    return wasThere && last !== undefined ? [{ delivery: claimed.number, first, last }] : [];
  });
  const found = new Map<number, Map<number, string>>();
  if (ranges.length === 0) return found;
  for (const { delivery, ordinal, record_hash } of await findRecordHashes(tx, ranges)) {
    const hashes = found.get(delivery) ?? new Map<number, string>();
    found.set(delivery, hashes.set(ordinal, record_hash));
  }
  return found;
}

/** Writes what admitted requests answer to their records, and brings deliveries that were known to where they are now. */
export async function recordAnswers(
  tx: Transaction,
  claims: readonly ClaimOfRequest[],
  standing: ReadonlyMap<string, StoredReceipt>,
): Promise<void> {
  const admitted = claims.filter(({ admission }) => admission === 'ADMITTED');
  const rows = admitted.flatMap(({ request, claimed }) =>
    request.answers.map((answer) => deliveryRecord(claimed.number, answer, answer.to(standing))),
  );
  if (rows.length > 0) await insertDeliveryRecords(tx, rows);
  const moved = admitted.filter(({ claimed }) => !claimed.is_new);
  if (moved.length === 0) return;
  await moveDeliveries(
    tx,
    moved.map(({ request }) => request.delivery),
  );
}

function deliveryRecord(delivery: number, answer: AnswerToRecord, { receipt, isStored }: AnswerGiven): DeliveryRecord {
  const { ordinal, contentHash: recordHash, key } = answer;
  const codes = [...new Set(receipt.signalen.map(({ code }) => code))];
  const row = { delivery, ordinal, recordHash, status: receipt.statusMelding, codes };
  // That of a trial gives way to one for real, so what was answered is kept here.
  const stays = isStored && receipt.proef !== true;
  return stays && key !== undefined ? { ...row, stored: key } : { ...row, receipt: JSON.stringify(receipt) };
}
