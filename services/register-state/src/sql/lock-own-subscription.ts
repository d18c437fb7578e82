import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { SubscriptionRow } from './select-subscriptions.ts';

const SQL = `
  SELECT id, types, position, replay_from, replay_until, replay_position FROM subscriptions
  WHERE id = $1 AND consumer_id = $2 FOR UPDATE`;

/**
 * A subscription of this consumer, kept from being fed until the end of the transaction. Its row is locked before its
 * lanes, by everybody.
 */
export async function lockOwnSubscription(
  tx: Transaction,
  consumerId: string,
  id: string,
): Promise<SubscriptionRow | undefined> {
  return (await tx.query<SubscriptionRow>(SQL, [id, consumerId])).rows[0];
}
