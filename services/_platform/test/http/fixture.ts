import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import type { HttpServerOptions } from '../../src/http/create-http-server.ts';
import { createTokenVerifier } from '../../src/http/token-verifier.ts';
import { createLogger } from '../../src/logging/create-logger.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';

export const ISSUER = 'urn:test:issuer';

export interface TestKey {
  readonly publicKey: JWK;
  readonly privateKey: CryptoKey;
  readonly privateJwk: JWK;
}

export async function testKey(alg: 'EdDSA' | 'ES256' | 'RS256', kid: string): Promise<TestKey> {
  const pair = await generateKeyPair(alg, { extractable: true });
  return {
    publicKey: { ...(await exportJWK(pair.publicKey)), kid, alg },
    privateKey: pair.privateKey,
    privateJwk: { ...(await exportJWK(pair.privateKey)), kid, alg },
  };
}

export interface TokenParts {
  readonly alg?: string;
  readonly header?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string | string[];
  readonly subject?: string;
  readonly claims?: Record<string, unknown>;
  /** Seconds from now; null: no expiry. */
  readonly expiresIn?: number | null;
}

export async function signToken(key: TestKey, o: TokenParts = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT(o.claims ?? {})
    .setProtectedHeader({ alg: o.alg ?? key.publicKey.alg ?? 'EdDSA', kid: key.publicKey.kid ?? '', ...o.header })
    .setIssuer(o.issuer ?? ISSUER)
    .setAudience(o.audience ?? 'urn:lrr:register')
    .setSubject(o.subject ?? 'iemand')
    .setIssuedAt(now);
  if (o.expiresIn !== null) token.setExpirationTime(now + (o.expiresIn ?? 60));
  return token.sign(key.privateKey);
}

/** A server as services make it, whose log lines can be read back. */
export async function testServer(
  o: Partial<HttpServerOptions> & { keys?: JSONWebKeySet; serviceKeys?: JSONWebKeySet } = {},
): Promise<{ app: FastifyInstance; logged: () => string }> {
  let lines = '';
  const log = createLogger({
    service: 'test',
    destination: {
      write: (line) => {
        lines += line;
      },
    },
  });
  const { keys = { keys: [] }, serviceKeys, ...options } = o;
  const app = await createHttpServer({
    service: 'test',
    version: '1.2.3',
    log,
    metrics: createMetrics({ service: 'test' }),
    tokens: createTokenVerifier({ issuer: ISSUER, issuerKeys: keys, serviceKeys }),
    readiness: {},
    ...options,
  });
  return { app, logged: () => lines };
}
