import { kafkaBrokers, uniquePrefix } from '../../../../test/support/kafka.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { join } from 'node:path';
import type { BatchHandler } from '../../src/consumer/batch-handler.ts';
import { consumerMigrations } from '../../src/consumer/migrations.ts';
import type { RunningConsumer } from '../../src/consumer/running-consumer.ts';
import { startConsumer, type ConsumerOptions } from '../../src/consumer/start-consumer.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';
import { noFaultPoints } from '../../src/fault-points/fault-points.ts';
import { connectKafka } from '../../src/messaging/kafkajs/connect-kafka.ts';
import type { Messaging, Publisher } from '../../src/messaging/messaging.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { catalogueOf } from '../messaging/topics.ts';
import { silentLog } from '../silent-log.ts';
import { ledgerHandler, type LedgerFaults, type LedgerLine, type LedgerMessage } from './ledger.ts';

export interface ConsumerBench {
  readonly prefix: string;
  readonly messaging: Messaging;
  readonly publisher: Publisher;
  readonly database: Database;
  readonly adminUrl: string;
  readonly appUrl: string;
  newTopic(o?: { count?: number }): Promise<string>;
  close(): Promise<void>;
}

/** A broker, a database with the consumer's tables and a ledger, and a publisher. One for a test file. */
export async function openBench(o: { lockTimeoutMs?: number } = {}): Promise<ConsumerBench> {
  const prefix = uniquePrefix();
  const test: TestDatabase = await testDatabase('appointment-intake', [
    consumerMigrations,
    { name: 'ledger', directory: join(import.meta.dirname, 'migrations') },
  ]);
  const database = openDatabase({ url: test.url, applicationName: 'consumer-test', ...o });
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'consumer-test', prefix, log: silentLog });
  let topics = 0;
  return {
    prefix,
    messaging,
    database,
    adminUrl: test.adminUrl,
    appUrl: test.url,
    publisher: messaging.publisher('consumer-test'),
    async newTopic({ count = 1 } = {}) {
      const topic = `topic-${(topics += 1)}`;
      await messaging.createTopics(catalogueOf({ name: topic, count }));
      return topic;
    },
    async close() {
      await messaging.close(5_000);
      await database.close();
      await test.drop();
    },
  };
}

export interface LedgerConsumer {
  readonly running: RunningConsumer;
  readonly faults: LedgerFaults;
  /** Lines of the ledger in order of application. */
  lines(): Promise<LedgerLine[]>;
  ids(): Promise<string[]>;
  /** Waits until every record now in the topic is passed. */
  caughtUp(): Promise<void>;
  parked(): Promise<{ messageId: string | null; key: string | null; reason: string; waits: boolean }[]>;
  stop(): Promise<void>;
}

export interface LedgerOptions extends Partial<Omit<ConsumerOptions<LedgerMessage>, 'handler'>> {
  readonly faults?: LedgerFaults;
  readonly onCommit?: () => void;
  readonly handler?: Partial<BatchHandler<LedgerMessage>>;
}

/** Starts a ledger on a topic; the consumer is named after the topic, so a second start goes on where it was. */
export async function startLedger(bench: ConsumerBench, topic: string, o: LedgerOptions = {}): Promise<LedgerConsumer> {
  const faults = o.faults ?? { broken: new Set<string>() };
  const { faults: _faults, onCommit, handler, ...options } = o;
  const consumer = `ledger-${topic}`;
  const running = await startConsumer({
    messaging: bench.messaging,
    database: bench.database,
    log: silentLog,
    metrics: createMetrics({ service: 'test' }),
    faultPoints: noFaultPoints,
    ...options,
    handler: { ...ledgerHandler(consumer, [topic], faults, onCommit), ...handler },
  });
  const lines = async (): Promise<LedgerLine[]> =>
    (
      await bench.database.query<LedgerLine>(
        'SELECT topic, partition, number, id, key, note FROM ledger WHERE topic = $1 ORDER BY partition, number',
        [topic],
      )
    ).rows;
  return {
    running,
    faults,
    lines,
    ids: async () => (await lines()).map(({ id }) => id),
    async caughtUp() {
      await eventually(
        async () => ((await running.status()).partitions.every(({ lag }) => lag === 0) && running.ready()) || undefined,
        { withinMs: 30_000, what: 'catching up' },
      );
    },
    async parked() {
      const parked = await running.parked.list();
      return parked.map(({ messageId, key, reason, waitsBehind }) => ({
        messageId,
        key,
        reason,
        waits: waitsBehind !== null,
      }));
    },
    stop: () => running.stop(5_000),
  };
}
