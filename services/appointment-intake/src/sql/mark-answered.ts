import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ReceiptKey } from './receipt-rows.ts';

export interface ArrivedAnswer extends ReceiptKey {
  /** Of an answer that comes in pages: how many there are. This is one of them, and none comes twice. */
  readonly pages?: number;
}

// In key order, like every other statement that locks receipts.
const text = `
  with arrived as (
    select message_id, sender, count(*) as records, max(pages) as pages, bool_or(pages is null) as is_whole
      from json_to_recordset($1::json) as a (message_id uuid, sender text, pages integer)
     group by message_id, sender
  ), waiting as (
    select r.message_id, r.sender, a.is_whole or r.answer_pages + a.records >= a.pages as is_complete, a.records
      from arrived a
      join receipts r using (message_id, sender)
     where r.answered_at is null
     order by r.message_id, r.sender
       for update of r
  )
  update receipts r
     set answer_pages = r.answer_pages + waiting.records,
         answered_at = case when waiting.is_complete then now() end
    from waiting
   where (r.message_id, r.sender) = (waiting.message_id, waiting.sender)`;

/** A record is answered when its answer is in the stock; one that comes in pages, when all of them are. */
export async function markAnswered(tx: Transaction, arrived: readonly ArrivedAnswer[]): Promise<void> {
  await tx.query(text, [JSON.stringify(arrived)]);
}
