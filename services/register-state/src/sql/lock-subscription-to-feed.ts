import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { SubscriptionRow } from './select-subscriptions.ts';

// One process at a time feeds a queue; another passes it by.
const SQL = `
  SELECT id, consumer_id, types, position, replay_from, replay_until, replay_position FROM subscriptions
  WHERE id = $1 FOR UPDATE SKIP LOCKED`;

export interface SubscriptionToFeed extends SubscriptionRow {
  readonly consumer_id: string;
}

export async function lockSubscriptionToFeed(tx: Transaction, id: string): Promise<SubscriptionToFeed | undefined> {
  return (await tx.query<SubscriptionToFeed>(SQL, [id])).rows[0];
}
