import { createSecretKey } from 'node:crypto';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { Metrics } from '../../../_platform/src/metrics/metrics.ts';
import type { ServiceParts } from '../../../_platform/src/service/start-parts.ts';
import { createWebhookDesk, type WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import { createWebhookSender } from '../../../_platform/src/webhooks/webhook-sender.ts';
import type { Feed } from '../feed/feed.ts';
import { createMessageComposer } from './compose-messages.ts';
import { createFeedQueues } from './feed-queues.ts';

/** What subscriptions stand on, started: the desk, the sender, and what puts events in the queues. */
export function openSubscriptions(
  { database, outbox, clock, faultPoints, own }: ServiceParts,
  o: {
    readonly feed: Feed;
    readonly source: string;
    /** 32 bytes in hex. */
    readonly key: string;
    /** As WebhookOptions.local. */
    readonly local: boolean;
    /** As GuardedAgentOptions.extraAuthorities. */
    readonly extraAuthorities: string | undefined;
    readonly log: Logger;
    readonly metrics: Metrics;
  },
): { readonly desk: WebhookDesk; readonly wake: () => void } {
  const { feed, local, extraAuthorities, log, metrics } = o;
  const webhooks = { database, key: createSecretKey(o.key, 'hex'), local, extraAuthorities };
  const desk = own('connections', createWebhookDesk(webhooks));
  const compose = createMessageComposer(database, o.source);
  const sender = own(
    'relays',
    createWebhookSender({ ...webhooks, compose, keepsQueueOfExhausted: true, faultPoints, log, metrics }),
  );
  const onTold = (): void => {
    sender.wake();
  };
  const queues = own('loops', createFeedQueues({ database, feed, desk, outbox, clock, faultPoints, log, onTold }));
  const wake = (): void => {
    queues.wake();
  };
  feed.onMoved(wake);
  sender.start();
  queues.start();
  return { desk, wake };
}
