import type { Transaction } from '../../database/database.ts';

const text = `update webhook_subscriptions set failures = 0, resume_at = now() where id = $1 and failures > 0`;

export async function noteSuccess(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.query(text, [subscriptionId]);
}
