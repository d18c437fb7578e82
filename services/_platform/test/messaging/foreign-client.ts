import type { Admin, Message } from 'kafkajs';
import { kafkajs } from '../../src/messaging/kafkajs/kafkajs.ts';

const { CompressionTypes, Kafka, logLevel, Partitioners } = kafkajs;

/** Publishes what our own publisher would never send: records without a key or value, repeated headers, other codecs. */
export async function publishForeign(
  broker: string,
  topic: string,
  messages: Message[],
  packing: 'none' | 'gzip' = 'none',
): Promise<void> {
  const kafka = new Kafka({ brokers: [broker], clientId: 'foreign', logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  try {
    await producer.send({
      topic,
      messages,
      compression: packing === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
    });
  } finally {
    await producer.disconnect();
  }
}

/** Removes the records of a partition before an offset, as retention does. */
export async function removeBefore(broker: string, topic: string, partition: number, offset: string): Promise<void> {
  await asAdmin(broker, async (admin) => {
    // Makes the client load the topic, which the next call takes for granted.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset }] });
  });
}

export async function removeTopic(broker: string, topic: string): Promise<void> {
  await asAdmin(broker, (admin) => admin.deleteTopics({ topics: [topic] }));
}

async function asAdmin(broker: string, act: (admin: Admin) => Promise<void>): Promise<void> {
  const admin = new Kafka({ brokers: [broker], clientId: 'foreign', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await act(admin);
  } finally {
    await admin.disconnect();
  }
}
