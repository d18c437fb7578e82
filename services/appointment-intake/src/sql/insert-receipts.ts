import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { NewReceipt, ReceiptKey } from './receipt-rows.ts';

// In key order: of two transactions with the same message ids one waits for the other, they cannot deadlock. The winner's
// row stands; the loser finds its key absent from what is returned. A receipt of a trial gives way to one for real.
const text = `
  insert into receipts (message_id, sender, receipt_id, delivery_point, content_hash, status, signals, record,
                        received_at, answered_at, is_trial)
  select message_id, sender, receipt_id, delivery_point, decode(content_hash, 'hex'), status, signals, record,
         received_at, case when is_answered then now() end, is_trial
    from json_to_recordset($1::json) as r (
           message_id uuid, sender text, receipt_id uuid, delivery_point text, content_hash text, status text,
           signals json, record json, received_at timestamptz, is_answered boolean,
           is_trial boolean)
   order by message_id, sender
  on conflict (message_id, sender) do update
     set receipt_id = excluded.receipt_id, delivery_point = excluded.delivery_point,
         content_hash = excluded.content_hash, status = excluded.status, signals = excluded.signals,
         record = excluded.record, received_at = excluded.received_at, answered_at = excluded.answered_at,
         is_trial = false, stored_at = now(), answer_pages = 0
   where receipts.is_trial and not excluded.is_trial
  returning message_id, sender`;

/** @returns the keys that were not used yet, or only in a trial: only these have been stored */
export async function insertReceipts(tx: Transaction, receipts: readonly NewReceipt[]): Promise<ReceiptKey[]> {
  const { rows } = await tx.query<ReceiptKey>(text, [JSON.stringify(receipts)]);
  return rows;
}
