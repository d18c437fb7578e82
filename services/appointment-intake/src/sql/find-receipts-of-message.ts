import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { StoredReceipt } from './receipt-rows.ts';

const text = `
  select r.message_id, r.sender, r.receipt_id, encode(r.content_hash, 'hex') as content_hash, r.status, r.signals, r.received_at,
         r.is_trial
    from receipts r
    join mandates m on m.board = r.sender and m.delivery_point = r.delivery_point and m.oin = $2
   where r.message_id = $1::uuid and ($3::text is null or r.sender = $3::text)`;

/** Receipts of one message id that this OIN may see: several when several senders used the id. */
export async function findReceiptsOfMessage(
  db: Queryable,
  messageId: string,
  oin: string,
  sender: string | undefined,
): Promise<StoredReceipt[]> {
  const { rows } = await db.query<StoredReceipt>(text, [messageId, oin, sender ?? null]);
  return rows;
}
