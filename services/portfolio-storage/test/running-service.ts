import { startServiceUnderTest } from '../../../test/support/service-under-test.ts';
import type { TestDatabase } from '../../../test/support/databases.ts';
import type { Messaging } from '../../_platform/src/messaging/messaging.ts';
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
  const [issuer, own] = await Promise.all([testKey('EdDSA', 'issuer'), testKey('EdDSA', 'portfolio-storage')]);
  const vault = await startStandingVault({ keys: [issuer.publicKey] });
  const { url, database, messaging, logged, close } = await startServiceUnderTest({
    name: 'portfolio-storage',
    settings,
    start: startPortfolioStorage,
    environment: {
      TOKEN_ISSUER: ISSUER,
      TOKEN_JWKS_URL: `${vault.url}/jwks`,
      SERVICE_KEY: JSON.stringify(own.privateJwk),
      VAULT_URL: vault.url,
    },
  });
  return {
    url,
    vault,
    database,
    messaging,
    logged,
    // A claim of its own makes every token another one, as every login does.
    token: (audience, claims) =>
      signToken(issuer, { audience, claims: { ...claims, jti: Math.random().toString(36) } }),
    stop: async () => {
      await close();
      vault.close();
    },
  };
}
