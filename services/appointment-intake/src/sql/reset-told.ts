import type { Transaction } from '../../../_platform/src/database/database.ts';

const text = `update delivery_point_webhooks set told_at = null, told_number = null where subscription_id = $1`;

/** What waits is told anew: the former address may not have heard of it. */
export async function resetTold(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.query(text, [subscriptionId]);
}
