import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ReceiptKey } from './receipt-rows.ts';

export interface ReceiptLink extends ReceiptKey {
  readonly case_ids: readonly string[];
}

// Receipts that this transaction has inserted itself, so nobody else holds them.
const text = `
  update receipts r
     set case_ids = l.case_ids
    from json_to_recordset($1::json) as l (message_id uuid, sender text, case_ids uuid[])
   where (r.message_id, r.sender) = (l.message_id, l.sender) and not r.is_trial`;

/** Remembers which cases these records close when the register accepts them. */
export async function linkReceipts(tx: Transaction, links: readonly ReceiptLink[]): Promise<void> {
  await tx.query(text, [JSON.stringify(links)]);
}
