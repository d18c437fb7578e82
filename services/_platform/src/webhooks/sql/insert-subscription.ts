import type { Queryable } from '../../database/database.ts';

const text = `insert into webhook_subscriptions (id, url, secret) values ($1, $2, $3)`;

export async function insertSubscription(db: Queryable, id: string, url: string, secret: Buffer): Promise<void> {
  await db.query(text, [id, url, secret]);
}
