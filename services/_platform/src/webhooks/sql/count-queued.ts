import type { Queryable } from '../../database/database.ts';

export interface Queued {
  /** Messages of lanes that go on. */
  readonly moving: number;
  /** Messages of lanes whose first message has failed: they wait for its next attempt. */
  readonly held: number;
}

// Each count stops at the bound: nobody needs to know how far beyond it a queue goes.
const text = `
  select (select count(*) from (
            select from webhook_lanes l join webhook_messages m using (subscription_id, key)
             where l.subscription_id = $1 and l.attempts = 0 limit $2) as moving) as moving,
         (select count(*) from (
            select from webhook_lanes l join webhook_messages m using (subscription_id, key)
             where l.subscription_id = $1 and l.attempts > 0 limit $2) as held) as held`;

export async function countQueued(db: Queryable, subscriptionId: string, most: number): Promise<Queued> {
  const { rows } = await db.query<Queued>(text, [subscriptionId, most]);
  return rows[0] ?? { moving: 0, held: 0 };
}
