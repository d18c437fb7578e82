import type { Transaction } from '../../database/database.ts';

const text = `
  update webhook_subscriptions
     set failures = failures + 1, resume_at = greatest(resume_at, now() + make_interval(secs => $2))
   where id = $1`;

export async function noteFailure(tx: Transaction, subscriptionId: string, pauseSeconds: number): Promise<void> {
  await tx.query(text, [subscriptionId, pauseSeconds]);
}
