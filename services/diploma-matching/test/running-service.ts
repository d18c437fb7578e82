import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestDatabase } from '../../../test/support/databases.ts';
import { startServiceUnderTest } from '../../../test/support/service-under-test.ts';
import type { IncomingRecord, Messaging } from '../../_platform/src/messaging/messaging.ts';
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
  const key = await testKey('EdDSA', 'issuer');
  const issuer = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key.publicKey] }));
  });
  const issuerUrl = await listen(issuer);
  const { url, database, messaging, follow, restart, close } = await startServiceUnderTest({
    name: 'diploma-matching',
    settings,
    start: startDiplomaMatching,
    environment: { TOKEN_ISSUER: ISSUER, TOKEN_JWKS_URL: `${issuerUrl}/jwks` },
  });
  return {
    url,
    database,
    messaging,
    follow,
    token: (audience, claims) => signToken(key, { audience, claims }),
    restart,
    stop: async () => {
      await close();
      issuer.close();
      // The service's client keeps its connection open for the next question.
      issuer.closeAllConnections();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
