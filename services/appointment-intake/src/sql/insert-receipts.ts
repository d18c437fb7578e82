import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { NewReceipt, ReceiptKey } from './receipt-rows.ts';

// In key order: of two transactions with the same message ids one waits for the other, they cannot deadlock. The winner's
// row stands; the loser finds its key absent from what is returned.
const text = `
  insert into receipts (message_id, sender, receipt_id, delivery_point, content_hash, status, signals, record,
                        received_at, answered_at)
  select message_id, sender, receipt_id, delivery_point, decode(content_hash, 'hex'), status, signals, record,
         received_at, case when is_answered then now() end
    from json_to_recordset($1::json) as r (
           message_id uuid, sender text, receipt_id uuid, delivery_point text, content_hash text, status text,
           signals json, record json, received_at timestamptz, is_answered boolean)
   order by message_id, sender
  on conflict do nothing
  returning message_id, sender`;

/** @returns the keys that were not used yet: only these have been stored */
export async function insertReceipts(tx: Transaction, receipts: readonly NewReceipt[]): Promise<ReceiptKey[]> {
  const { rows } = await tx.query<ReceiptKey>(text, [JSON.stringify(receipts)]);
  return rows;
}
