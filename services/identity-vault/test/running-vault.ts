import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { createServiceTokens } from '../../_platform/src/http/service-tokens.ts';
import { SANDBOX_ISSUER } from '../../_platform/src/http/tokens-from-config.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import type { Database } from '../../_platform/src/database/database.ts';
import type { IncomingRecord, Messaging, Publisher } from '../../_platform/src/messaging/messaging.ts';
import { signToken, testKey } from '../../_platform/test/http/fixture.ts';
import { startServiceUnderTest } from '../../../test/support/service-under-test.ts';
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
  const issuer = await testKey('EdDSA', 'issuer');
  const callers = await Promise.all(
    (['appointment-intake', 'portfolio-storage', 'sandbox'] as const).map(async (name) => ({
      name,
      key: await testKey('EdDSA', name),
    })),
  );
  const world = await startOutsideWorld(issuer.publicKey);
  const service = await startServiceUnderTest({
    name: 'identity-vault',
    settings,
    start: startIdentityVault,
    environment: {
      SANDBOX_URL: world.url,
      INTAKE_URL: world.url,
      SERVICE_KEY: JSON.stringify((await testKey('EdDSA', 'identity-vault')).privateJwk),
      SERVICE_KEYS: JSON.stringify({ keys: callers.map(({ key }) => key.publicKey) }),
      VAULT_LOOKUP_KEY: TEST_KEYS.lookup,
      VAULT_VALUE_KEY: TEST_KEYS.value,
      VAULT_WRAP_KEY: TEST_KEYS.wrap,
    },
  });
  const { url, messaging, publisher, logged, follow, restart } = service;
  const database = openDatabase({ url: service.database.adminUrl, applicationName: 'test' });
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
  return {
    url,
    world,
    database,
    messaging,
    publisher,
    logged,
    follow,
    post: (as, path, body) => callerNamed(as).client.post(path, body),
    tokenOf: (as) => callerNamed(as).tokens.tokenFor(),
    teacherToken: (claims, { audience = 'urn:lrr:portfolio', expiresIn } = {}) =>
      signToken(issuer, {
        issuer: SANDBOX_ISSUER,
        audience,
        claims,
        ...(expiresIn !== undefined && { expiresIn }),
      }),
    restart,
    stop: async () => {
      for (const { client } of clients.values()) await client.close();
      await database.close();
      await service.close();
      world.close();
    },
  };
}
