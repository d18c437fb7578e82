import type { Transaction } from '../../database/database.ts';

// A claim of an attempt that is under way settles nothing any more: the message is sent again.
const text = `
  update webhook_lanes
     set due_at = now(), attempts = 0, claim = null, claimed_until = null
   where subscription_id = $1`;

/** Everything that waits for a subscription is due now, as at its first attempt; under the lock of its lanes (lock-lanes.ts). */
export async function rouseLanes(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.query(text, [subscriptionId]);
}
