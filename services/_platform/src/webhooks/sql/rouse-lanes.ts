import type { Transaction } from '../../database/database.ts';

// In key order, as everybody locks them. A claim of an attempt that was under way when the subscription died has nothing
// to settle any more.
const text = `
  with locked as (
    select key from webhook_lanes where subscription_id = $1 order by key for update
  )
  update webhook_lanes l
     set due_at = now(), attempts = 0, claim = null, claimed_until = null
    from locked, webhook_subscriptions s
   where l.subscription_id = $1 and l.key = locked.key
     and s.id = $1 and s.state = 'DEAD' and s.reason = 'EXHAUSTED'`;

/** Everything that waits for a subscription that had stopped is due now, as at its first attempt. */
export async function rouseLanes(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.query(text, [subscriptionId]);
}
