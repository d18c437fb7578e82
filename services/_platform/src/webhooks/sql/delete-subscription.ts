import type { Transaction } from '../../database/database.ts';

const text = `delete from webhook_subscriptions where id = $1`;

/** With its queue and its answers; under the lock of its lanes (lock-lanes.ts). */
export async function deleteSubscription(tx: Transaction, id: string): Promise<void> {
  await tx.query(text, [id]);
}
