import type { Database } from '../../../_platform/src/database/database.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import type { MandateKey } from '../sql/find-mandates.ts';
import { lockWebhook } from '../sql/lock-webhook.ts';
import { resetTold } from '../sql/reset-told.ts';
import { withdrawMandate } from '../sql/withdraw-mandate.ts';

/**
 * Withdraws a mandate, and with it what was about to be told under it. The webhook stays for when the mandate is given
 * again, and then tells anew what waits.
 *
 * @returns whether there was one
 */
export async function endMandate(
  database: Database,
  desk: Pick<WebhookDesk, 'clearQueue'>,
  key: MandateKey,
  by: string,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, key);
    const wasThere = await withdrawMandate(tx, key, by);
    if (webhook !== undefined) {
      await desk.clearQueue(tx, webhook);
      await resetTold(tx, webhook);
    }
    return wasThere;
  });
}
