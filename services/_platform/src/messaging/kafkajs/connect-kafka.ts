import type { Logger } from '../../logging/logger.ts';
import type { Messaging, Publisher, Subscription } from '../messaging.ts';
import { createAdminDesk } from './admin-desk.ts';
import { beforeDeadline } from './before-deadline.ts';
import { createKafkaClient, type BrokerAddress } from './kafka-client.ts';
import { createKafkaPublisher } from './kafka-publisher.ts';
import { openKafkaSolePublisher } from './kafka-sole-publisher.ts';
import { createKnownTopics } from './known-topics.ts';
import { subscribeToKafka } from './kafka-subscription.ts';
import { createKafkaTopics } from './kafka-topics.ts';

export interface KafkaOptions {
  /** host:port */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Put before every topic and group name on the wire; callers never see it. */
  readonly prefix: string;
  readonly log: Logger;
  /** Where to dial for an address the brokers advertise (a tunnel, a proxy); default: that address. */
  readonly reach?: (advertised: BrokerAddress) => BrokerAddress;
}

/** Connects lazily: an absent broker shows at the first call. */
export function connectKafka(options: KafkaOptions): Messaging {
  const { prefix, log } = options;
  const kafka = createKafkaClient(options);
  const publishers: Publisher[] = [];
  const subscriptions: Subscription[] = [];
  const admin = createAdminDesk(kafka);
  const topics = createKnownTopics(() => admin.ask((a) => a.listTopics()));

  return {
    publisher(name) {
      const publisher = createKafkaPublisher({ kafka, name, prefix, log, topics });
      publishers.push(publisher);
      return publisher;
    },
    solePublisher: (name) => openKafkaSolePublisher({ kafka, name, prefix, log }),
    async subscribe(o) {
      const subscription = await subscribeToKafka({ ...o, kafka, prefix, log });
      subscriptions.push(subscription);
      return subscription;
    },
    async partitionCount(topic) {
      const { topics } = await admin.ask((a) => a.fetchTopicMetadata({ topics: [`${prefix}${topic}`] }));
      return topics[0]?.partitions.length ?? 0;
    },
    async logRanges(topic) {
      const offsets = await admin.ask((a) => a.fetchTopicOffsets(`${prefix}${topic}`));
      return offsets
        .map(({ partition, low, high }) => ({ partition, start: low, end: high }))
        .sort((a, b) => a.partition - b.partition);
    },
    clusterId: async () => (await admin.ask((a) => a.describeCluster())).clusterId,
    async groupOffsets(group, topic) {
      const found = await admin.ask((a) =>
        a.fetchOffsets({ groupId: `${prefix}${group}`, topics: [`${prefix}${topic}`] }),
      );
      return found.flatMap(({ partitions }) => partitions.map(({ partition, offset }) => ({ partition, offset })));
    },
    createTopics: (catalogue, size = 'embedded') =>
      admin.ask((a) => createKafkaTopics({ admin: a, prefix, catalogue, size, log })),
    async close(deadlineMs) {
      await beforeDeadline(deadlineMs, async () => {
        await Promise.all(subscriptions.map((subscription) => subscription.close(deadlineMs)));
        await Promise.all(publishers.map((publisher) => publisher.close()));
        await admin.close();
      });
    },
  };
}
