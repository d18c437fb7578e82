import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../scripts/stack/free-port.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { createTestTopics, kafkaBrokers, uniquePrefix } from '../../../test/support/kafka.ts';
import { readConfig } from '../../_platform/src/config/read-config.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord, Messaging } from '../../_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import type { RunningService } from '../../_platform/src/service/service-context.ts';
import { ISSUER, signToken, testKey } from '../../_platform/test/http/fixture.ts';
import { settings, startDiplomaMatching } from '../src/app.ts';

/** The real service with a real broker and database, and an issuer whose keys it fetches over HTTP. */
export interface RunningMatching {
  readonly url: string;
  readonly database: TestDatabase;
  readonly messaging: Messaging;
  /** Everything that appears on this topic. */
  follow(topic: string): Promise<readonly IncomingRecord[]>;
  token(audience: string, claims: Record<string, unknown>): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMatching(): Promise<RunningMatching> {
  const prefix = uniquePrefix();
  await createTestTopics(prefix);
  const database = await testDatabase('diploma-matching');
  const key = await testKey('EdDSA', 'issuer');
  const issuer = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key.publicKey] }));
  });
  const issuerUrl = await listen(issuer);
  const port = await freePort();
  const config = readConfig(settings, {
    PORT: `${port}`,
    DATABASE_URL: database.url,
    KAFKA_BROKERS: kafkaBrokers().join(','),
    KAFKA_PREFIX: prefix,
    TOKEN_ISSUER: ISSUER,
    TOKEN_JWKS_URL: `${issuerUrl}/jwks`,
  });
  const start = (): Promise<RunningService> =>
    startDiplomaMatching({
      name: 'diploma-matching',
      version: '1.0.0',
      instance: `matching-${Math.random().toString(36).slice(2)}`,
      config,
      log: silentLogger,
      metrics: createMetrics({ service: 'diploma-matching' }),
    });
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log: silentLogger });
  let service = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    database,
    messaging,
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
    token: (audience, claims) => signToken(key, { audience, claims }),
    restart: async () => {
      await service.stop(9_000);
      service = await start();
    },
    stop: async () => {
      await service.stop(9_000);
      await messaging.close(5_000);
      await database.drop();
      issuer.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
