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

// In key order, like every other statement that locks these rows.
const text = `
  with arrived as (
    select message_id, sender, is_trial, count(*) as records, max(pages) as pages, bool_or(pages is null) as is_whole,
           max(keys) as keys
      from json_to_recordset($1::json) as a (message_id uuid, sender text, is_trial boolean, pages integer, keys uuid[])
     group by message_id, sender, is_trial
  ), waiting as (
    select u.message_id, u.sender, a.is_whole or u.pages + a.records >= a.pages as is_complete, a.records, a.keys
      from arrived a
      join unanswered u using (message_id, sender, is_trial)
     order by u.message_id, u.sender
       for update of u
  ), answered as (
    delete from unanswered u
     using waiting
     where (u.message_id, u.sender) = (waiting.message_id, waiting.sender) and waiting.is_complete
  ), counted as (
    update unanswered u
       set pages = u.pages + waiting.records
      from waiting
     where (u.message_id, u.sender) = (waiting.message_id, waiting.sender) and not waiting.is_complete
  )
  select message_id, sender, r.case_ids, r.received_at
    from waiting join receipts r using (message_id, sender)
   where sender = any($2::text[]) or r.case_ids is not null
      or exists (select from case_keys where key = any(waiting.keys))`;

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
