import type { Queryable } from '../../database/database.ts';

const text = `
  select (select count(*) from webhook_messages) as messages,
         (select count(*) from webhook_subscriptions where state = 'DEAD') as dead,
         (select count(*) from webhook_subscriptions where state = 'ACTIVE' and failures > 0) as failing`;

export interface WebhookCounts {
  readonly messages: number;
  readonly dead: number;
  readonly failing: number;
}

export async function countWaiting(db: Queryable): Promise<WebhookCounts> {
  const { rows } = await db.query<WebhookCounts>(text, []);
  return rows[0] ?? { messages: 0, dead: 0, failing: 0 };
}
