import type { Queryable } from '../../database/database.ts';

// Never in the transaction that ends the subscription: that one holds the subscription and would wait for lanes whose
// holders wait for it. The messages go with their lanes.
const text = `
  delete from webhook_lanes
   where (subscription_id, key) in (
     select l.subscription_id, l.key
       from webhook_lanes l
       join webhook_subscriptions s on s.id = l.subscription_id and s.state = 'DEAD'
      order by l.subscription_id, l.key
      limit 1000
        for update of l skip locked)`;

/** Drops what still waits for dead subscriptions, some at a time. */
export async function clearDeadLanes(db: Queryable): Promise<void> {
  await db.query(text, []);
}
