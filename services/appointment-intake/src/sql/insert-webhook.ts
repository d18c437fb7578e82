import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { MandateKey } from './find-mandates.ts';

const text = `
  insert into delivery_point_webhooks (oin, board, delivery_point, subscription_id) values ($1, $2, $3, $4)
  on conflict (oin, board, delivery_point) do nothing`;

/** @returns false when another request was first */
export async function insertWebhook(tx: Transaction, key: MandateKey, subscriptionId: string): Promise<boolean> {
  const { rowCount } = await tx.query(text, [key.oin, key.board, key.delivery_point, subscriptionId]);
  return rowCount === 1;
}
