import { CompressionTypes, Kafka, logLevel, Partitioners, type Message } from 'kafkajs';

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
