import type { Queryable } from '../../database/database.ts';

// Never in the transaction that ends the subscription: that one holds the subscription and would wait for lanes whose
// holders wait for it. The messages go with their lanes.
const text = `
  delete from webhook_lanes
   where (subscription_id, key) in (
     select l.subscription_id, l.key
       from webhook_lanes l
       join webhook_subscriptions s on s.id = l.subscription_id and s.state = 'DEAD' and s.reason = any ($1)
      order by l.subscription_id, l.key
      limit 1000
        for update of l skip locked)`;

/** Drops what still waits for subscriptions that died of one of these, some at a time. */
export async function clearDeadLanes(db: Queryable, reasons: readonly ('GONE' | 'EXHAUSTED')[]): Promise<void> {
  await db.query(text, [reasons]);
}
