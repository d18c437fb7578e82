import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ReceiptKey, StoredReceipt } from './receipt-rows.ts';

const text = `
  select distinct on (r.message_id, r.sender)
         r.message_id, r.sender, r.receipt_id, encode(r.content_hash, 'hex') as content_hash, r.status, r.signals, r.received_at,
         r.is_trial
    from json_to_recordset($1::json) as asked (message_id uuid, sender text)
    join receipts r using (message_id, sender)`;

/** Those of the receipts asked for that exist. */
export async function findReceipts(db: Queryable, asked: readonly ReceiptKey[]): Promise<StoredReceipt[]> {
  const { rows } = await db.query<StoredReceipt>(text, [JSON.stringify(asked)]);
  return rows;
}
