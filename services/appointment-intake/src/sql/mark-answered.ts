import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ReceiptKey } from './receipt-rows.ts';

export interface ArrivedAnswer extends ReceiptKey {
  /** It answers a trial: a late one must not count for the real message that took its place. */
  readonly is_trial: boolean;
  /** Of an answer that comes in pages: how many there are. This is one of them, and none comes twice. */
  readonly pages?: number;
  /** Keys of the cases that it closes, if there are any. */
  readonly keys?: readonly string[];
}

export interface AnsweredReceipt extends ReceiptKey {
  readonly case_ids: readonly string[] | null;
  readonly received_at: string;
}

// In key order, like every other statement that locks receipts.
const text = `
  with arrived as (
    select message_id, sender, is_trial, count(*) as records, max(pages) as pages, bool_or(pages is null) as is_whole,
           max(keys) as keys
      from json_to_recordset($1::json) as a (message_id uuid, sender text, is_trial boolean, pages integer, keys uuid[])
     group by message_id, sender, is_trial
  ), waiting as (
    select r.message_id, r.sender, a.is_whole or r.answer_pages + a.records >= a.pages as is_complete, a.records, a.keys
      from arrived a
      join receipts r using (message_id, sender, is_trial)
     where r.answered_at is null
     order by r.message_id, r.sender
       for update of r
  ), marked as (
    update receipts r
       set answer_pages = r.answer_pages + waiting.records,
           answered_at = case when waiting.is_complete then now() end
      from waiting
     where (r.message_id, r.sender) = (waiting.message_id, waiting.sender)
    returning r.message_id, r.sender, r.case_ids, r.received_at, waiting.keys
  )
  select message_id, sender, case_ids, received_at
    from marked
   where sender = any($2::text[]) or case_ids is not null or exists (select from case_keys where key = any(marked.keys))`;

/**
 * A record is answered when its answer is in the stock; one that comes in pages, when all of them are.
 *
 * @param rejecting boards with a rejection among the answers
 * @returns receipts of those boards, and those that close a case; nobody needs the others
 */
export async function markAnswered(
  tx: Transaction,
  arrived: readonly ArrivedAnswer[],
  rejecting: readonly string[] = [],
): Promise<AnsweredReceipt[]> {
  const { rows } = await tx.query<AnsweredReceipt>(text, [JSON.stringify(arrived), rejecting]);
  return rows;
}
