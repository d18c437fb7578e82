import { randomUUID } from 'node:crypto';
import { silentLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord, Messaging } from '../../services/_platform/src/messaging/messaging.ts';
import type { TopicDescription } from '../../services/_platform/src/messaging/topic-catalogue.ts';
import { until } from './platform-calls.ts';

export const TOPICS = {
  commands: 'lrr.opdracht.v1',
  feedback: 'lrr.terugkoppeling.v1',
  events: 'lrr.registratie.v1',
  perfTool: 'bench-producer-tool',
} as const;

const TOOL_TOPIC: TopicDescription = {
  name: TOPICS.perfTool,
  key: 'none',
  keep: { days: 1 },
  cleanup: 'delete',
  maxMessageBytes: 1_048_588,
  partitions: { embedded: 6, cluster: 6 },
  owner: 'bench',
  content: 'records of the producer performance tool',
  producers: [],
  consumers: [],
};

/** What lies in the topics, as anybody who may read them sees it. */
export interface KafkaWatch {
  /** Makes the topic that the producer performance tool writes to. */
  createToolTopic(): Promise<void>;
  /** Number of records ever readable in a topic; nothing is deleted during a run. */
  count(topic: string): Promise<number>;
  /** Calls for every record of the topic, each partition in order. */
  readAll(topic: string, onRecord: (record: IncomingRecord) => void): Promise<void>;
  close(): Promise<void>;
}

export function openKafkaWatch(brokers: string, prefix = ''): KafkaWatch {
  const messaging: Messaging = connectKafka({ brokers: [brokers], clientId: 'bench', prefix, log: silentLogger });
  const count = async (topic: string): Promise<number> =>
    (await messaging.logRanges(topic)).reduce((sum, { end }) => sum + Number(end), 0);

  return {
    createToolTopic: () => messaging.createTopics({ topics: [TOOL_TOPIC] }),
    count,
    async readAll(topic, onRecord) {
      const total = await count(topic);
      let seen = 0;
      const subscription = await messaging.subscribe({
        group: `bench-${topic}-${randomUUID()}`,
        topics: [topic],
        fromBeginning: true,
        onBatch: ({ records, resolve }) => {
          for (const record of records) onRecord(record);
          seen += records.length;
          const last = records.at(-1);
          if (last !== undefined) resolve(String(BigInt(last.offset) + 1n));
          return Promise.resolve();
        },
      });
      await until(`all ${total} records of ${topic}`, 120_000, () => Promise.resolve(seen >= total));
      await subscription.close(2_000);
    },
    close: () => messaging.close(2_000),
  };
}
