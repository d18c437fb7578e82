import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import type { MandateKey } from '../sql/find-mandates.ts';
import { insertWebhook } from '../sql/insert-webhook.ts';
import { lockWebhook } from '../sql/lock-webhook.ts';
import { resetTold } from '../sql/reset-told.ts';

/**
 * One webhook per supplier and delivery point: made with a secret that is given out this once, or moved to another
 * address, which also brings one back that had stopped.
 */
export async function registerWebhook(
  database: Database,
  desk: WebhookDesk,
  key: MandateKey,
  url: string,
): Promise<{ readonly secret?: string }> {
  return database.transaction(async (tx) => {
    const known = await lockWebhook(tx, key);
    if (known !== undefined) return move(tx, desk, known, url);
    const { id, secret } = await desk.subscribe(tx, url);
    if (await insertWebhook(tx, key, id)) return { secret };
    await desk.unsubscribe(tx, id);
    const first = await lockWebhook(tx, key);
    return first === undefined ? {} : move(tx, desk, first, url);
  });
}

async function move(tx: Transaction, desk: WebhookDesk, id: string, url: string): Promise<object> {
  await desk.moveTo(tx, id, url);
  await resetTold(tx, id);
  return {};
}
