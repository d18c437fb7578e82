import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../../test/support/databases.ts';
import { kafkaBrokers, uniquePrefix } from '../../../../test/support/kafka.ts';
import { platformSettings } from '../../src/config/platform-settings.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';
import { createLogger } from '../../src/logging/create-logger.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { outboxMigrations } from '../../src/outbox/migrations.ts';
import type { ServiceContext } from '../../src/service/service-context.ts';
import { startParts } from '../../src/service/start-parts.ts';
import { ISSUER } from '../http/fixture.ts';

let own: TestDatabase;
let looking: Database;
let logged: string;

beforeEach(async () => {
  own = await testDatabase('appointment-intake', [outboxMigrations]);
  looking = openDatabase({ url: own.adminUrl, applicationName: 'looking' });
  logged = '';
});

afterEach(async () => {
  await looking.close();
  await own.drop();
});

const context = (): ServiceContext<typeof platformSettings> => ({
  name: 'parts',
  version: '1.0.0',
  instance: 'parts-test',
  config: readConfig(platformSettings, {
    PORT: '0',
    DATABASE_URL: own.url,
    KAFKA_BROKERS: kafkaBrokers().join(','),
    KAFKA_PREFIX: uniquePrefix(),
    TOKEN_ISSUER: ISSUER,
    TOKEN_JWKS_URL: 'http://127.0.0.1:1/jwks',
  }),
  log: createLogger({ service: 'parts', level: 'debug', destination: { write: (line) => void (logged += line) } }),
  metrics: createMetrics({ service: 'parts' }),
});

/** Connections to the database, and leases that somebody holds. */
async function leftBehind(): Promise<{ connections: number; leases: number }> {
  const connections = await looking.query(
    "select 1 from pg_stat_activity where datname = current_database() and application_name = 'parts'",
  );
  const leases = await looking.query('select 1 from leases where owner is not null');
  return { connections: connections.rows.length, leases: leases.rows.length };
}

describe('startParts', () => {
  it('gives back one stop for everything', async () => {
    const order: string[] = [];
    let port = 0;
    const running = await startParts(context(), async (parts) => {
      parts.own('loops', { stop: () => Promise.resolve(void order.push('loop')) });
      parts.own('connections', { close: () => Promise.resolve(void order.push('client')) });
      const server = await parts.openServer({ readiness: {} });
      await server.listen({ host: '127.0.0.1', port: 0 });
      port = (server.server.address() as AddressInfo).port;
    });
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    await running.stop(5_000);
    expect(order).toEqual(['loop', 'client']);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    expect(await leftBehind()).toEqual({ connections: 0, leases: 0 });
  });

  it('closes what was open when the start fails half-way', async () => {
    // A port that was taken left the outbox publishing and the database connected, in a service that was not there.
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const order: string[] = [];
    const starting = startParts(context(), async (parts) => {
      parts.own('loops', { stop: () => Promise.resolve(void order.push('loop')) });
      const server = await parts.openServer({ readiness: {} });
      await server.listen({ host: '127.0.0.1', port });
    });
    await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
    expect(order).toEqual(['loop']);
    expect(await leftBehind()).toEqual({ connections: 0, leases: 0 });
    expect(logged).not.toContain('STOP_STEP_FAILED');
  });
});
