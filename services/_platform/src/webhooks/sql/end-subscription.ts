import type { Transaction } from '../../database/database.ts';

const text = `
  update webhook_subscriptions
     set state = 'DEAD', reason = $2, since = now(), failures = failures + 1
   where id = $1 and state = 'ACTIVE'`;

export async function endSubscription(tx: Transaction, id: string, reason: 'GONE' | 'EXHAUSTED'): Promise<void> {
  await tx.query(text, [id, reason]);
}
