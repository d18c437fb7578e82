import type { Queryable } from '../../database/database.ts';

// A dead subscription lives again, whatever its address: its owner has asked for it. What was left of its queue went when
// it died, or goes out after all.
const text = `
  update webhook_subscriptions
     set url = $2, state = 'ACTIVE', reason = null, failures = 0, resume_at = now(),
         since = case state when 'DEAD' then now() else since end
   where id = $1`;

export async function setSubscriptionUrl(db: Queryable, id: string, url: string): Promise<void> {
  await db.query(text, [id, url]);
}
