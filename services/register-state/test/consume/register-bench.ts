import { eventually } from '../../../../test/support/eventually.ts';
import { testDatabase } from '../../../../test/support/databases.ts';
import type { TestDatabase } from '../../../../test/support/databases.ts';
import { createTestTopics, kafkaBrokers, uniquePrefix } from '../../../../test/support/kafka.ts';
import { startConsumer } from '../../../_platform/src/consumer/start-consumer.ts';
import type { RunningConsumer } from '../../../_platform/src/consumer/running-consumer.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { systemClock } from '../../../_platform/src/clock/system-clock.ts';
import { noFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord, Messaging, OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../../_platform/src/metrics/metrics.ts';
import { createOutbox } from '../../../_platform/src/outbox/outbox.ts';
import { createCursorRelay } from '../../../_platform/src/relay/cursor-relay.ts';
import { createCommandHandler } from '../../src/command-handler.ts';
import type { GroundBook } from '../../src/domain/ground-book.ts';
import type { JudgingLists } from '../../src/lists/judging-lists.ts';
import { createCommandLogReader } from '../../src/publish/command-log-reader.ts';
import { lists } from '../wire.ts';

export const PARTITIONS = 6;
const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';

/** The consumer and the relay of the register on a real broker and database, without HTTP and clock. */
export interface RegisterBench {
  readonly database: Database;
  readonly testDatabase: TestDatabase;
  readonly messaging: Messaging;
  readonly prefix: string;
  readonly consumer: RunningConsumer;
  /** Grounds that this register does not know for now. */
  readonly unknownGrounds: Set<string>;
  publish(...records: OutgoingRecord[]): Promise<void>;
  releaseAnswers(): Promise<void>;
  /** Resolves when everything in the input log was applied or parked. */
  applied(): Promise<void>;
  /** Resolves when everything in the input log was applied or parked, and all of it is published. */
  settled(): Promise<void>;
  /** All records of a topic so far. */
  read(topic: string): Promise<IncomingRecord[]>;
  close(): Promise<void>;
}

/** @param o.holdAnswers what goes through the outbox is stored and not published until `releaseAnswers` */
export async function openRegisterBench(o: { readonly holdAnswers?: boolean } = {}): Promise<RegisterBench> {
  const prefix = uniquePrefix();
  await createTestTopics(prefix);
  const testing = await testDatabase('register-state');
  const database = openDatabase({ url: testing.url, applicationName: 'test' });
  const log = silentLogger;
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log });
  const metrics = createMetrics({ service: 'register-state' });
  const relayPublisher = messaging.publisher('relay');
  const publisher = messaging.publisher('test');
  const relay = createCursorRelay({
    name: 'gebeurtenissen',
    partitions: PARTITIONS,
    database,
    publisher: relayPublisher,
    reader: createCommandLogReader({ source: SOURCE, partitions: PARTITIONS }),
    instance: 'test',
    faultPoints: noFaultPoints,
    log,
    metrics,
  });
  relay.start();
  const unknownGrounds = new Set<string>();
  const forgetful = (book: GroundBook): GroundBook => ({
    ground: (code, sector, day) => book.ground(unknownGrounds.has(code) ? '000' : code, sector, day),
  });
  const outboxPublisher = messaging.publisher('outbox');
  const outbox = createOutbox({
    database,
    publisher: outboxPublisher,
    instance: 'test',
    faultPoints: noFaultPoints,
    log,
    metrics,
  });
  if (o.holdAnswers !== true) await outbox.start();
  const judged: JudgingLists = {
    ...lists,
    lawFor: async (tx, end) => {
      const law = await lists.lawFor(tx, end);
      return { ...law, book: forgetful(law.book) };
    },
    newest: async (db) => {
      const newest = await lists.newest(db);
      return {
        of: (id) => {
          const opened = newest.of(id);
          return { ...opened, book: forgetful(opened.book) };
        },
      };
    },
  };
  const handler = createCommandHandler({ lists: judged, relay, source: SOURCE, outbox, clock: systemClock });
  const consumer = await startConsumer({ messaging, database, handler, log, metrics, faultPoints: noFaultPoints });

  return {
    database,
    testDatabase: testing,
    messaging,
    prefix,
    consumer,
    unknownGrounds,
    publish: (...records) => publisher.publish(records),
    releaseAnswers: () => outbox.start(),
    applied: () =>
      eventually(
        async () => {
          const { partitions } = await consumer.status();
          return consumer.ready() && partitions.every(({ lag }) => lag === 0) ? true : undefined;
        },
        { withinMs: 30_000, what: 'everything applied' },
      ).then(() => undefined),
    settled: () =>
      eventually(
        async () => {
          const { partitions } = await consumer.status();
          const published = [...(await relay.lag()).map((at) => at.behind), (await outbox.oldest()).count];
          const behind = [...partitions.map(({ lag }) => lag), ...published];
          return consumer.ready() && behind.every((count) => count === 0) ? true : undefined;
        },
        { withinMs: 30_000, what: 'everything applied and published' },
      ).then(() => undefined),
    read: (topic) => readAll(messaging, topic),
    close: async () => {
      await consumer.stop(5_000);
      await relay.stop(5_000);
      await outbox.stop(5_000);
      await outboxPublisher.close();
      await relayPublisher.close();
      await publisher.close();
      await messaging.close(5_000);
      await database.close();
      await testing.drop();
    },
  };
}

/** Everything a topic holds at the moment of the call. */
export async function readAll(messaging: Messaging, topic: string): Promise<IncomingRecord[]> {
  const ranges = await messaging.logRanges(topic);
  const expected = ranges.reduce((sum, { start, end }) => sum + Number(end) - Number(start), 0);
  const seen: IncomingRecord[] = [];
  if (expected === 0) return seen;
  const subscription = await messaging.subscribe({
    group: `reader-${Math.random().toString(36).slice(2)}`,
    topics: [topic],
    fromBeginning: true,
    onBatch: ({ records, resolve }) => {
      seen.push(...records);
      resolve(String(Number(records.at(-1)?.offset) + 1));
      return Promise.resolve();
    },
  });
  await eventually(() => (seen.length >= expected ? true : undefined), { withinMs: 30_000, what: `reading ${topic}` });
  await subscription.close(5_000);
  return seen;
}
