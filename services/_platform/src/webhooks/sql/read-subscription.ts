import type { Queryable } from '../../database/database.ts';

export interface SubscriptionRow {
  readonly id: string;
  readonly url: string;
  readonly state: 'ACTIVE' | 'DEAD';
  readonly reason: 'GONE' | 'EXHAUSTED' | null;
  /** Of its state. */
  readonly since: string;
  readonly created_at: string;
  readonly failures: number;
  /** Null when no former secret is valid any more. */
  readonly former_until: string | null;
  readonly waiting: number;
  /** When the next message is tried; null when none waits. */
  readonly next_at: string | null;
}

const text = `
  select s.id, s.url, s.state, s.reason, s.since, s.created_at, s.failures,
         case when s.former_until > now() then s.former_until end as former_until,
         (select count(*) from webhook_messages m where m.subscription_id = s.id) as waiting,
         (select greatest(min(l.due_at), s.resume_at) from webhook_lanes l where l.subscription_id = s.id having count(*) > 0)
           as next_at
    from webhook_subscriptions s
   where s.id = $1`;

export async function readSubscription(db: Queryable, id: string): Promise<SubscriptionRow | undefined> {
  const { rows } = await db.query<SubscriptionRow>(text, [id]);
  return rows[0];
}
