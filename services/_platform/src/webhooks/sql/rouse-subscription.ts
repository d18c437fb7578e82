import type { Transaction } from '../../database/database.ts';

const text = `
  update webhook_subscriptions
     set state = 'ACTIVE', reason = null, since = now(), failures = 0, resume_at = now()
   where id = $1 and state = 'DEAD' and reason = 'EXHAUSTED'`;

/** Under the lock of its lanes (lock-lanes.ts). @returns false when it had not stopped for that reason */
export async function rouseSubscription(tx: Transaction, subscriptionId: string): Promise<boolean> {
  const { rowCount } = await tx.query(text, [subscriptionId]);
  return rowCount === 1;
}
