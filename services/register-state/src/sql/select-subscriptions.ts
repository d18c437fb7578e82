import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface SubscriptionRow {
  readonly id: string;
  readonly types: readonly string[] | null;
  readonly position: number;
  readonly replay_from: number | null;
  readonly replay_until: number | null;
  readonly replay_position: number | null;
}

const SQL = `
  SELECT id, types, position, replay_from, replay_until, replay_position FROM subscriptions
  WHERE consumer_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id`;

/** Those of a consumer, or the one of them with this id. */
export async function selectSubscriptions(
  db: Queryable,
  consumerId: string,
  id: string | null = null,
): Promise<SubscriptionRow[]> {
  return (await db.query<SubscriptionRow>(SQL, [consumerId, id])).rows;
}
