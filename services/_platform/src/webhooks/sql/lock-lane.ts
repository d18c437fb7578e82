import type { Transaction } from '../../database/database.ts';

const text = `select from webhook_lanes where (subscription_id, key) = ($1::uuid, $2::text) and claim = $3 for update`;

/** @returns false when the lane is not under this claim any more: it ran out, or the subscription is gone */
export async function lockLane(
  tx: Transaction,
  lane: { readonly subscription_id: string; readonly key: string },
  claim: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(text, [lane.subscription_id, lane.key, claim]);
  return rowCount === 1;
}
