import { randomBytes } from 'node:crypto';
import { kafkaBrokers, uniquePrefix } from '../../../../../test/support/kafka.ts';
import { eventually } from '../../../../../test/support/eventually.ts';
import { silentLogger } from '../../../src/logging/create-logger.ts';
import { connectKafka } from '../../../src/messaging/kafkajs/connect-kafka.ts';
import type { Messaging } from '../../../src/messaging/messaging.ts';
import type { TopicDescription } from '../../../src/messaging/topic-catalogue.ts';

/** A record as it lies in the topic. */
export interface Seen {
  readonly id: string;
  readonly key: string;
  readonly value: string | null;
  readonly partition: number;
}

export interface KafkaWorld {
  readonly prefix: string;
  readonly messaging: Messaging;
  /** Everything that lies in topic `things`, per partition in order of offset; grows. */
  readonly seen: readonly Seen[];
  /** Waits until the test of `seen` holds. */
  until(test: (seen: readonly Seen[]) => boolean, what: string): Promise<void>;
  createTopic(name: string, maxMessageBytes: number): Promise<void>;
  close(): Promise<void>;
}

/** A topic `things` of three partitions on the real broker, and somebody who reads all of it. */
export async function openKafkaWorld(): Promise<KafkaWorld> {
  const prefix = uniquePrefix();
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log: silentLogger });
  const createTopic = (name: string, maxMessageBytes: number): Promise<void> =>
    messaging.createTopics({ topics: [describeTopic(name, maxMessageBytes)] });
  await createTopic('things', 1_048_576);
  const seen: Seen[] = [];
  const subscription = await messaging.subscribe({
    group: `reader-${randomBytes(4).toString('hex')}`,
    topics: ['things'],
    fromBeginning: true,
    onBatch: async ({ records, resolve }) => {
      for (const { headers, key, value, partition, offset } of records) {
        seen.push({
          id: String(headers['id']),
          key: String(key),
          value: value === null ? null : String(value),
          partition,
        });
        resolve(String(BigInt(offset) + 1n));
      }
      await Promise.resolve();
    },
  });
  return {
    prefix,
    messaging,
    seen,
    until: async (test, what) => {
      await eventually(() => (test(seen) ? true : undefined), { what, withinMs: 30_000 });
    },
    createTopic,
    close: async () => {
      await subscription.close(2_000);
      await messaging.close(2_000);
    },
  };
}

/** The records of one key in the order in which a consumer that drops known ids applies them. */
export function appliedValues(seen: readonly Seen[], key: string): (string | null)[] {
  const known = new Set<string>();
  return seen
    .filter((record) => record.key === key && !known.has(record.id) && known.add(record.id))
    .map((record) => record.value);
}

function describeTopic(name: string, maxMessageBytes: number): TopicDescription {
  return {
    name,
    key: 'thing',
    keep: { days: 1 },
    cleanup: 'delete',
    maxMessageBytes,
    partitions: { embedded: 3, cluster: 3 },
    owner: 'test',
    content: 'things',
    producers: [],
    consumers: [],
  };
}
