import type { Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { StoredReceipt } from './receipt-rows.ts';

/** One record's answer: the stored receipt, or the one that was only given. */
export type AnswerRow = { readonly ordinal: number } & (
  ({ readonly receipt: null } & StoredReceipt) | { readonly receipt: Ontvangstbevestiging }
);

const text = `
  select d.ordinal, d.receipt, r.message_id, r.sender, r.receipt_id, encode(r.content_hash, 'hex') as content_hash,
         r.status, r.signals, r.received_at, r.is_trial
    from delivery_records d
    left join receipts r on r.message_id = d.message_id and r.sender = d.sender
   where d.delivery = $1 and d.ordinal >= $2
   order by d.ordinal
   limit $3`;

/** What was answered to the records of a delivery from a place on, in the order sent. */
export async function readDeliveryPage(
  db: Queryable,
  delivery: number,
  from: number,
  limit: number,
): Promise<AnswerRow[]> {
  const { rows } = await db.query<AnswerRow>(text, [delivery, from, limit]);
  return rows;
}
