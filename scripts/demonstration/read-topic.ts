import { randomUUID } from 'node:crypto';
import { createLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord } from '../../services/_platform/src/messaging/messaging.ts';

/** Where a topic is read from: `host:port` of one broker, and the prefix the platform's topics carry there. */
export interface TopicSource {
  readonly broker: string;
  readonly prefix: string;
}

/**
 * Reads a topic from its beginning under a group of its own until `enough` says so (of the records, and of the offset up
 * to which each partition was read) or the time is over, and gives what was read either way: the one who compares knows
 * best what is missing.
 */
export async function readTopic(
  source: TopicSource,
  topic: string,
  enough: (records: readonly IncomingRecord[], read: ReadonlyMap<number, bigint>) => boolean,
  withinMs: number,
): Promise<IncomingRecord[]> {
  const log = createLogger({ service: 'topic-reader', level: 'warn' });
  const messaging = connectKafka({ brokers: [source.broker], clientId: 'topic-reader', prefix: source.prefix, log });
  const seen: IncomingRecord[] = [];
  const read = new Map<number, bigint>();
  const full = Promise.withResolvers<void>();
  const subscription = await messaging.subscribe({
    group: `topic-reader-${randomUUID()}`,
    topics: [topic],
    fromBeginning: true,
    onBatch: (batch) => {
      seen.push(...batch.records);
      const last = batch.records.at(-1);
      if (last !== undefined) batch.resolve(String(BigInt(last.offset) + 1n));
      read.set(batch.partition, BigInt(batch.nextOffset));
      if (enough(seen, read)) full.resolve();
      return Promise.resolve();
    },
  });
  const timer = setTimeout(full.resolve, withinMs);
  if (enough(seen, read)) full.resolve();
  await full.promise;
  clearTimeout(timer);
  await subscription.close(5_000);
  await messaging.close(5_000);
  return seen;
}

/** Everything a topic holds at the moment of the call. */
export async function readWholeTopic(source: TopicSource, topic: string): Promise<IncomingRecord[]> {
  const log = createLogger({ service: 'topic-reader', level: 'warn' });
  const messaging = connectKafka({ brokers: [source.broker], clientId: 'topic-reader', prefix: source.prefix, log });
  const ranges = await messaging.logRanges(topic);
  await messaging.close(5_000);
  const atEnd = (_: unknown, read: ReadonlyMap<number, bigint>): boolean =>
    ranges.every(({ partition, start, end }) => start === end || (read.get(partition) ?? 0n) >= BigInt(end));
  return await readTopic(source, topic, atEnd, 30_000);
}
