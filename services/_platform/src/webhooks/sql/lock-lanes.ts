import type { Transaction } from '../../database/database.ts';

const text = `select from webhook_lanes where subscription_id = $1 order by key for update`;

/** All lanes of a subscription: lanes are locked before subscriptions, also by those who take one away. */
export async function lockLanes(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.query(text, [subscriptionId]);
}
