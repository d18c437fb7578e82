import type { Queryable } from '../../database/database.ts';
import type { SubscriptionSecrets } from './read-subscription-secrets.ts';

export interface HeadRow extends SubscriptionSecrets {
  readonly subscription_id: string;
  readonly key: string;
  readonly attempts: number;
  readonly failures: number;
  readonly number: number;
  readonly message_id: string;
  readonly body: string;
}

// A statement of its own after the claim: the claim's own snapshot may still show a message that its former holder has
// just delivered.
const text = `
  select l.subscription_id, l.key, l.attempts, s.failures, s.url, s.secret,
         case when s.former_until > now() then s.former_secret end as former_secret,
         m.number, m.message_id, m.body
    from webhook_lanes l
    join webhook_subscriptions s on s.id = l.subscription_id
   cross join lateral (
     select number, message_id, body
       from webhook_messages
      where (subscription_id, key) = (l.subscription_id, l.key)
      order by number
      limit 1) as m
   where l.claim = $1`;

/** The first message of every lane under this claim. */
export async function readHeads(db: Queryable, claim: string): Promise<HeadRow[]> {
  const { rows } = await db.query<HeadRow>(text, [claim]);
  return rows;
}
