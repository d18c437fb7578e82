import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { createServiceTokens } from '../../_platform/src/http/service-tokens.ts';
import { SANDBOX_ISSUER } from '../../_platform/src/http/tokens-from-config.ts';
import { readConfig } from '../../_platform/src/config/read-config.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import type { Database } from '../../_platform/src/database/database.ts';
import { createLogger, silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord, Messaging, Publisher } from '../../_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import type { RunningService } from '../../_platform/src/service/service-context.ts';
import { signToken, testKey } from '../../_platform/test/http/fixture.ts';
import { freePort } from '../../../scripts/stack/free-port.ts';
import { testDatabase } from '../../../test/support/databases.ts';
import { createTestTopics, kafkaBrokers, uniquePrefix } from '../../../test/support/kafka.ts';
import { startIdentityVault } from '../src/app.ts';
import { settings } from '../src/settings.ts';
import { startOutsideWorld } from './outside-world.ts';
import type { OutsideWorld } from './outside-world.ts';
import { TEST_KEYS } from './parts-on-postgres.ts';

export type CallingService = 'appointment-intake' | 'portfolio-storage' | 'sandbox';

/** The whole vault with a real broker and database; the outside world is an HTTP server that plays the sandbox. */
export interface RunningVault {
  readonly url: string;
  readonly world: OutsideWorld;
  readonly database: Database;
  readonly messaging: Messaging;
  readonly publisher: Publisher;
  /** Everything the vault logged. */
  logged(): string;
  /** Everything that appears on this topic, from its beginning. */
  follow(topic: string): Promise<readonly IncomingRecord[]>;
  /** Calls the vault as this service; throws UpstreamError. */
  post<T>(as: CallingService, path: string, body: unknown): Promise<T>;
  tokenOf(as: CallingService): Promise<string>;
  teacherToken(claims: Record<string, unknown>, o?: { audience?: string; expiresIn?: number }): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startVault(): Promise<RunningVault> {
  const prefix = uniquePrefix();
  await createTestTopics(prefix);
  const issuer = await testKey('EdDSA', 'issuer');
  const callers = await Promise.all(
    (['appointment-intake', 'portfolio-storage', 'sandbox'] as const).map(async (name) => ({
      name,
      key: await testKey('EdDSA', name),
    })),
  );
  const world = await startOutsideWorld(issuer.publicKey);
  const pg = await testDatabase('identity-vault');
  const port = await freePort();
  const config = readConfig(settings, {
    PORT: `${port}`,
    DATABASE_URL: pg.url,
    KAFKA_BROKERS: kafkaBrokers().join(','),
    KAFKA_PREFIX: prefix,
    SANDBOX_URL: world.url,
    SERVICE_KEYS: JSON.stringify({ keys: callers.map(({ key }) => key.publicKey) }),
    VAULT_LOOKUP_KEY: TEST_KEYS.lookup,
    VAULT_VALUE_KEY: TEST_KEYS.value,
    VAULT_WRAP_KEY: TEST_KEYS.wrap,
  });
  let lines = '';
  const destination = { write: (line: string) => void (lines += line) };
  const log = createLogger({ service: 'identity-vault', level: 'debug', destination });
  let starts = 0;
  const start = (): Promise<RunningService> =>
    startIdentityVault({
      name: 'identity-vault',
      version: '1.0.0',
      instance: `vault-${prefix}${(starts += 1)}`,
      config,
      log,
      metrics: createMetrics({ service: 'identity-vault' }),
    });
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log: silentLogger });
  const publisher = messaging.publisher('test');
  const database = openDatabase({ url: pg.adminUrl, applicationName: 'test' });
  const url = `http://127.0.0.1:${port}`;
  const clients = new Map(
    callers.map(({ name, key }) => {
      const tokens = createServiceTokens({ service: name, key: key.privateJwk });
      return [name, { tokens, client: createServiceClient({ baseUrl: url, tokens, timeoutMs: 10_000 }) }];
    }),
  );
  const callerNamed = (name: CallingService): NonNullable<ReturnType<typeof clients.get>> => {
    const caller = clients.get(name);
    if (caller === undefined) throw new Error(`no caller ${name}`);
    return caller;
  };
  let service = await start();
  return {
    url,
    world,
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
    post: (as, path, body) => callerNamed(as).client.post(path, body),
    tokenOf: (as) => callerNamed(as).tokens.tokenFor(),
    teacherToken: (claims, { audience = 'urn:lrr:portfolio', expiresIn } = {}) =>
      signToken(issuer, {
        issuer: SANDBOX_ISSUER,
        audience,
        claims,
        ...(expiresIn !== undefined && { expiresIn }),
      }),
    restart: async () => {
      await service.stop(9_000);
      service = await start();
    },
    stop: async () => {
      await service.stop(9_000);
      for (const { client } of clients.values()) await client.close();
      await publisher.close();
      await messaging.close(5_000);
      await database.close();
      await pg.drop();
      world.close();
    },
  };
}
