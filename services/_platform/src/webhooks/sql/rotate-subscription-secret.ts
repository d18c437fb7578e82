import type { Queryable } from '../../database/database.ts';

const text = `
  update webhook_subscriptions
     set former_secret = secret, former_until = now() + make_interval(secs => $3), secret = $2
   where id = $1
  returning former_until`;

/** The secret of now signs along for a while. @returns until when; undefined when there is no such subscription */
export async function rotateSubscriptionSecret(
  db: Queryable,
  id: string,
  secret: Buffer,
  overlapSeconds: number,
): Promise<string | undefined> {
  const { rows } = await db.query<{ former_until: string }>(text, [id, secret, overlapSeconds]);
  return rows[0]?.former_until;
}
