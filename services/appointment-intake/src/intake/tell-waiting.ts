import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { repeat, type Repeated } from '../../../_platform/src/service/repeat.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import { findNews, type NewsPace } from '../sql/find-news.ts';

export const newsPace: NewsPace = { gapSeconds: 60, againSeconds: 60 * 60 };
const everyMs = 2_000;

export interface TellParts {
  readonly database: Database;
  readonly desk: WebhookDesk;
  readonly clock: Clock;
}

/** One look at all stocks, and one message per delivery point that has news. @returns how many were told */
export async function tellWaiting({ database, desk, clock }: TellParts, pace = newsPace): Promise<number> {
  return database.transaction(async (tx) => {
    const news = await findNews(tx, pace);
    return desk.tell(
      tx,
      news.map((row) => ({
        subscriptionId: row.subscription_id,
        key: 'wachtend',
        id: newId(),
        body: JSON.stringify({
          type: 'terugkoppeling.wachtend',
          timestamp: clock.now().toISOString(),
          data: {
            bevoegdGezagNummer: row.board,
            aanleverpuntnummer: row.delivery_point,
            wachtend: row.waiting,
          },
        }),
      })),
    );
  });
}

/** Looks every two seconds, and wakes the sender when there is something to send. */
export function watchWaiting(
  parts: TellParts & { readonly log: Logger; readonly onTold: () => void },
  pace = newsPace,
): Repeated {
  return repeat({
    everyMs,
    work: async () => {
      if ((await tellWaiting(parts, pace)) > 0) parts.onTold();
    },
    failed: (error) => {
      parts.log.warn('WAITING_NOT_TOLD', { error });
    },
  });
}
