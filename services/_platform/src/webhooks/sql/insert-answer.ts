import type { Queryable } from '../../database/database.ts';
import type { Answer } from '../answer.ts';

/** Of each subscription so many are kept that took a message, and so many that did not. */
const KEPT = 50;

// The number that is 50 places back among its like goes, and all before it; usually one row. Apart, so that the failures
// somebody looks for are not swept away by what went well. An answer to a subscription that was taken away meanwhile
// goes nowhere.
const text = `
  with put as (
    insert into webhook_answers (subscription_id, message_id, attempt, sent_at, outcome, status, duration_ms, excerpt)
    select id, $2, $3, $4, $5, $6, $7, $8 from webhook_subscriptions where id = $1 for key share
  )
  delete from webhook_answers
   where subscription_id = $1 and (outcome = 'DELIVERED') = ($5 = 'DELIVERED')
     and number <= (
       select number from webhook_answers
        where subscription_id = $1 and (outcome = 'DELIVERED') = ($5 = 'DELIVERED')
        order by number desc offset ${KEPT - 1} limit 1)`;

export async function insertAnswer(
  db: Queryable,
  subscriptionId: string,
  o: { readonly messageId: string; readonly attempt: number; readonly sentAt: Date },
  { outcome, status, durationMs, excerpt }: Answer,
): Promise<void> {
  const sentAt = o.sentAt.toISOString();
  await db.query(text, [subscriptionId, o.messageId, o.attempt, sentAt, outcome, status ?? null, durationMs, excerpt]);
}
