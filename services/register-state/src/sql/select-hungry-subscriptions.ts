import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT s.id FROM subscriptions AS s
  JOIN webhook_subscriptions AS w ON w.id = s.id AND w.state = 'ACTIVE'
  WHERE s.position < $1 OR s.replay_from IS NOT NULL
  ORDER BY s.id`;

/** Subscriptions for which there is something to put in the queue. */
export async function selectHungrySubscriptions(db: Queryable, lastPosition: number): Promise<string[]> {
  return (await db.query<{ id: string }>(SQL, [lastPosition])).rows.map(({ id }) => id);
}
