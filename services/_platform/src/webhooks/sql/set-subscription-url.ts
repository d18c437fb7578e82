import type { Transaction } from '../../database/database.ts';

// A dead subscription lives again, whatever its address: its owner has asked for it. What was left of its queue went when
// it died, or goes out after all.
const text = `
  update webhook_subscriptions
     set url = $2, state = 'ACTIVE', reason = null, failures = 0, resume_at = now(),
         since = case state when 'DEAD' then now() else since end
   where id = $1`;

/** Under the lock of its lanes (lock-lanes.ts). */
export async function setSubscriptionUrl(tx: Transaction, id: string, url: string): Promise<void> {
  await tx.query(text, [id, url]);
}
