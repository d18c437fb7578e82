import type { Transaction } from '../../database/database.ts';

const text = `
  update webhook_lanes
     set due_at = now() + make_interval(secs => $3), attempts = attempts + 1, claim = null, claimed_until = null
   where (subscription_id, key) = ($1::uuid, $2::text)`;

export async function putOffLane(
  tx: Transaction,
  lane: { readonly subscription_id: string; readonly key: string },
  waitSeconds: number,
): Promise<void> {
  await tx.query(text, [lane.subscription_id, lane.key, waitSeconds]);
}
