import type { Queryable } from '../../database/database.ts';

export interface SubscriptionSecrets {
  readonly url: string;
  readonly secret: Buffer;
  /** Null when it is not valid any more. */
  readonly former_secret: Buffer | null;
}

const text = `
  select url, secret, case when former_until > now() then former_secret end as former_secret
    from webhook_subscriptions where id = $1`;

export async function readSubscriptionSecrets(db: Queryable, id: string): Promise<SubscriptionSecrets | undefined> {
  const { rows } = await db.query<SubscriptionSecrets>(text, [id]);
  return rows[0];
}
