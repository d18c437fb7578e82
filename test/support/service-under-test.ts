import { randomBytes } from 'node:crypto';
import { freePort } from '../../scripts/stack/free-port.ts';
import type { ServiceName } from '../../scripts/stack/service-catalogue.ts';
import { readConfig } from '../../services/_platform/src/config/read-config.ts';
import type { Settings } from '../../services/_platform/src/config/settings.ts';
import { createLogger, silentLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord, Messaging, Publisher } from '../../services/_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../services/_platform/src/metrics/metrics.ts';
import type { RunningService, ServiceContext } from '../../services/_platform/src/service/service-context.ts';
import { testDatabase, type TestDatabase } from './databases.ts';
import { createTestTopics, kafkaBrokers, uniquePrefix } from './kafka.ts';

const STOP_WITHIN_MS = 9_000;

/** A real service in the test's own process, on topics, a database and a port of its own. */
export interface ServiceUnderTest {
  readonly url: string;
  readonly prefix: string;
  readonly database: TestDatabase;
  /** The test's own connection to the broker. */
  readonly messaging: Messaging;
  readonly publisher: Publisher;
  /** Everything the service logged, debug lines too. */
  logged(): string;
  /** Everything that appears on this topic, from its beginning. */
  follow(topic: string): Promise<readonly IncomingRecord[]>;
  stopService(): Promise<void>;
  /** Stops the service and starts it anew on the same data, under another instance name. */
  restart(): Promise<void>;
  /** Stops the service and takes away everything that was made for it. */
  close(): Promise<void>;
}

export async function startServiceUnderTest<S extends Settings>(o: {
  readonly name: ServiceName;
  readonly settings: S;
  readonly start: (context: ServiceContext<S>) => Promise<RunningService>;
  /** What the service needs besides its port, database and broker. */
  readonly environment: Readonly<Record<string, string>>;
  /** What its database holds before its first start. */
  readonly prepare?: (database: TestDatabase) => Promise<void>;
}): Promise<ServiceUnderTest> {
  const prefix = uniquePrefix();
  await createTestTopics(prefix);
  const database = await testDatabase(o.name);
  await o.prepare?.(database);
  const port = await freePort();
  const config = readConfig(o.settings, {
    PORT: `${port}`,
    DATABASE_URL: database.url,
    KAFKA_BROKERS: kafkaBrokers().join(','),
    KAFKA_PREFIX: prefix,
    ...o.environment,
  });
  let lines = '';
  const destination = { write: (line: string) => void (lines += line) };
  const log = createLogger({ service: o.name, level: 'debug', destination });
  const start = (): Promise<RunningService> =>
    o.start({
      name: o.name,
      version: '1.0.0',
      instance: `${o.name}-${randomBytes(4).toString('hex')}`,
      config,
      log,
      metrics: createMetrics({ service: o.name }),
    });
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log: silentLogger });
  const publisher = messaging.publisher('test');
  let service: RunningService | undefined = await start();
  const stopService = async (): Promise<void> => {
    await service?.stop(STOP_WITHIN_MS);
    service = undefined;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    prefix,
    database,
    messaging,
    publisher,
    logged: () => lines,
    follow: async (topic) => {
      const seen: IncomingRecord[] = [];
      await messaging.subscribe({
        group: `test-${topic}`,
        topics: [topic],
        fromBeginning: true,
        onBatch: (batch) => {
          seen.push(...batch.records);
          batch.resolve(`${Number(batch.records.at(-1)?.offset) + 1}`);
          return Promise.resolve();
        },
      });
      return seen;
    },
    stopService,
    restart: async () => {
      await stopService();
      service = await start();
    },
    close: async () => {
      await stopService();
      await publisher.close();
      await messaging.close(5_000);
      await database.drop();
    },
  };
}
