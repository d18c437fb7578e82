import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ReceiptKey } from './receipt-rows.ts';

// In key order, like every other statement that locks receipts.
const text = `
  with answered as (
    select r.message_id, r.sender
      from json_to_recordset($1::json) as a (message_id uuid, sender text)
      join receipts r using (message_id, sender)
     where r.answered_at is null
     order by r.message_id, r.sender
       for update of r
  )
  update receipts r
     set answered_at = now()
    from answered
   where (r.message_id, r.sender) = (answered.message_id, answered.sender)`;

export async function markAnswered(tx: Transaction, answered: readonly ReceiptKey[]): Promise<void> {
  await tx.query(text, [JSON.stringify(answered)]);
}
