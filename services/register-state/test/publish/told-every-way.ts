import { noFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { sequenceEvents } from '../../src/feed/feed.ts';
import { readFeedPage } from '../../src/feed/read-feed-page.ts';
import type { FeedEvent } from '../../src/feed/read-feed-page.ts';
import { createCommandLogReader } from '../../src/publish/command-log-reader.ts';
import { createMessageComposer } from '../../src/subscriptions/compose-messages.ts';
import type { Partition } from '../apply/partition.ts';

export const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';

/** What the log of a partition is told as once it is only in the tables. */
export interface ToldEveryWay {
  /** To Kafka, by a relay that comes later. */
  readonly relayed: OutgoingRecord[];
  readonly feed: readonly FeedEvent[];
  /** Of a webhook, each event of the feed. */
  readonly webhooks: readonly (string | undefined)[];
}

export async function toldEveryWay({ database, end }: Partition): Promise<ToldEveryWay> {
  const reader = createCommandLogReader({ source: SOURCE, partitions: 6 });
  const later = await reader.read(database, end.partition, 0, 1_000);
  const feed = await feedOf({ database });
  const compose = createMessageComposer(database, SOURCE);
  const messages = await compose(feed.map(({ position }) => ({ number: position, body: String(position) })));
  return {
    relayed: later.flatMap(({ records }) => records),
    feed,
    webhooks: feed.map(({ position }) => messages.get(position)?.body),
  };
}

/** Everything that a consumer can fetch. */
export async function feedOf({ database }: Pick<Partition, 'database'>): Promise<readonly FeedEvent[]> {
  const last = await sequenceEvents(database, 6, noFaultPoints);
  return (await readFeedPage(database, { after: 0, last, limit: 1_000, types: null, source: SOURCE })).events;
}
