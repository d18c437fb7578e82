import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import type { Messaging, Publisher, Subscription } from '../messaging.ts';
import { beforeDeadline } from './before-deadline.ts';
import { createKafkaClient, type BrokerAddress } from './kafka-client.ts';
import { createKafkaPublisher } from './kafka-publisher.ts';
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

const ATTEMPTS = 5;
const PAUSE_MS = 200;

/** Connects lazily: an absent broker shows at the first call. */
export function connectKafka(options: KafkaOptions): Messaging {
  const { prefix, log } = options;
  const kafka = createKafkaClient(options);
  const publishers: Publisher[] = [];
  const subscriptions: Subscription[] = [];
  let admin: Promise<Admin> | undefined;
  let closed = false;

  /**
   * One admin connection for all questions. kafkajs mends a lost connection by itself, but passes on what a broker
   * answers while it takes up the leadership of a partition, as just after a start or a creation.
   */
  async function ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new Error('messaging is closed');
      const asked = (admin ??= connectAdmin());
      try {
        return await question(await asked);
      } catch (error) {
        if (admin === asked) admin = undefined;
        await asked.then((failed) => failed.disconnect()).catch(() => undefined);
        if (attempt === ATTEMPTS || (error as { retriable?: unknown }).retriable !== true) throw error;
        await delay(attempt * PAUSE_MS);
      }
    }
  }

  async function connectAdmin(): Promise<Admin> {
    const connecting = kafka.admin();
    await connecting.connect();
    return connecting;
  }

  return {
    publisher(name) {
      const publisher = createKafkaPublisher({ kafka, name, prefix, log });
      publishers.push(publisher);
      return publisher;
    },
    async subscribe(o) {
      const subscription = await subscribeToKafka({ ...o, kafka, prefix, log });
      subscriptions.push(subscription);
      return subscription;
    },
    async partitionCount(topic) {
      const { topics } = await ask((a) => a.fetchTopicMetadata({ topics: [`${prefix}${topic}`] }));
      return topics[0]?.partitions.length ?? 0;
    },
    async logRanges(topic) {
      const offsets = await ask((a) => a.fetchTopicOffsets(`${prefix}${topic}`));
      return offsets
        .map(({ partition, low, high }) => ({ partition, start: low, end: high }))
        .sort((a, b) => a.partition - b.partition);
    },
    clusterId: async () => (await ask((a) => a.describeCluster())).clusterId,
    async groupOffsets(group, topic) {
      const found = await ask((a) => a.fetchOffsets({ groupId: `${prefix}${group}`, topics: [`${prefix}${topic}`] }));
      return found.flatMap(({ partitions }) => partitions.map(({ partition, offset }) => ({ partition, offset })));
    },
    createTopics: (catalogue, size = 'embedded') =>
      ask((a) => createKafkaTopics({ admin: a, prefix, catalogue, size, log })),
    async close(deadlineMs) {
      closed = true;
      await beforeDeadline(deadlineMs, async () => {
        await Promise.all(subscriptions.map((subscription) => subscription.close(deadlineMs)));
        await Promise.all(publishers.map((publisher) => publisher.close()));
        await (await admin)?.disconnect();
      });
    },
  };
}
