import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { MandateKey } from './find-mandates.ts';

const text = `
  select subscription_id from delivery_point_webhooks
   where (oin, board, delivery_point) = ($1::text, $2::text, $3::text)
     for update`;

/** @returns id of the subscription; undefined when there is none */
export async function lockWebhook(tx: Transaction, key: MandateKey): Promise<string | undefined> {
  const { rows } = await tx.query<{ subscription_id: string }>(text, [key.oin, key.board, key.delivery_point]);
  return rows[0]?.subscription_id;
}
