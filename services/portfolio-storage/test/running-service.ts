import { freePort } from '../../../scripts/stack/free-port.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { createTestTopics, kafkaBrokers, uniquePrefix } from '../../../test/support/kafka.ts';
import { readConfig } from '../../_platform/src/config/read-config.ts';
import { createLogger, silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { Messaging } from '../../_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import { ISSUER, signToken, testKey } from '../../_platform/test/http/fixture.ts';
import { settings, startPortfolioStorage } from '../src/app.ts';
import { startStandingVault, type StandingVault } from './standing-vault.ts';

/** The real service with a real broker and database; only the vault is a stand-in, behind real HTTP. */
export interface RunningPortfolio {
  readonly url: string;
  readonly vault: StandingVault;
  readonly database: TestDatabase;
  readonly messaging: Messaging;
  readonly logged: () => string;
  token(audience: string, claims: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

export async function startPortfolio(): Promise<RunningPortfolio> {
  const prefix = uniquePrefix();
  await createTestTopics(prefix);
  const database = await testDatabase('portfolio-storage');
  const [issuer, own] = await Promise.all([testKey('EdDSA', 'issuer'), testKey('EdDSA', 'portfolio-storage')]);
  const vault = await startStandingVault({ keys: [issuer.publicKey] });
  const port = await freePort();
  const config = readConfig(settings, {
    PORT: `${port}`,
    DATABASE_URL: database.url,
    KAFKA_BROKERS: kafkaBrokers().join(','),
    KAFKA_PREFIX: prefix,
    TOKEN_ISSUER: ISSUER,
    TOKEN_JWKS_URL: `${vault.url}/jwks`,
    SERVICE_KEY: JSON.stringify(own.privateJwk),
    VAULT_URL: vault.url,
  });
  let lines = '';
  const destination = {
    write: (line: string): void => {
      lines += line;
    },
  };
  const service = await startPortfolioStorage({
    name: 'portfolio-storage',
    version: '1.0.0',
    instance: 'portfolio-test',
    config,
    log: createLogger({ service: 'portfolio-storage', destination }),
    metrics: createMetrics({ service: 'portfolio-storage' }),
  });
  const messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log: silentLogger });
  return {
    url: `http://127.0.0.1:${port}`,
    vault,
    database,
    messaging,
    logged: () => lines,
    // A claim of its own makes every token another one, as every login does.
    token: (audience, claims) =>
      signToken(issuer, { audience, claims: { ...claims, jti: Math.random().toString(36) } }),
    stop: async () => {
      await service.stop(9_000);
      await messaging.close(5_000);
      await database.drop();
      vault.close();
    },
  };
}
