import type { Transaction } from '../../database/database.ts';

// In key order, as everybody locks them; the messages go with their lanes.
const text = `
  delete from webhook_lanes
   where (subscription_id, key) in (
     select subscription_id, key from webhook_lanes where subscription_id = $1 order by key for update)`;

export async function deleteLanes(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.query(text, [subscriptionId]);
}
