import type { Transaction } from '../../database/database.ts';

// Under the lock of the lane, so what this statement sees of it is all there is.
const text = `
  with gone as (
    delete from webhook_messages where number = $3
  ), remaining as (
    select exists (
      select from webhook_messages where (subscription_id, key) = ($1::uuid, $2::text) and number <> $3) as is_more
  ), closed as (
    delete from webhook_lanes
     where (subscription_id, key) = ($1::uuid, $2::text) and not (select is_more from remaining)
  )
  update webhook_lanes
     set due_at = now(), attempts = 0, claim = null, claimed_until = null
   where (subscription_id, key) = ($1::uuid, $2::text) and (select is_more from remaining)`;

/** Takes a delivered message away; the next one of its lane is due at once. @returns whether there is a next one */
export async function finishMessage(
  tx: Transaction,
  lane: { readonly subscription_id: string; readonly key: string },
  number: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(text, [lane.subscription_id, lane.key, number]);
  return rowCount === 1;
}
