import type { JSONWebKeySet, JWK } from 'jose';
import { ConfigError } from '../config/read-config.ts';
import { createServiceTokens } from './service-tokens.ts';
import type { ServiceTokens } from './service-tokens.ts';
import { createTokenVerifier } from './token-verifier.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** Claim `iss` of tokens that the sandbox gives out. */
export const SANDBOX_ISSUER = 'urn:lrr:sandbox';

/** The verifier that the environment describes: in sandbox mode the sandbox is the issuer. */
export function tokenVerifierFrom(config: {
  readonly NODE_ENV: string;
  readonly SANDBOX_URL: string | undefined;
  readonly TOKEN_ISSUER: string | undefined;
  readonly TOKEN_JWKS_URL: string | undefined;
  readonly SERVICE_KEYS: string | undefined;
}): TokenVerifier {
  const serviceKeys = config.SERVICE_KEYS === undefined ? undefined : readKeySet(config.SERVICE_KEYS);
  if (config.SANDBOX_URL !== undefined) {
    if (config.NODE_ENV === 'production') throw new ConfigError(['SANDBOX_URL: must not be set in production']);
    const issuerKeys = new URL(`${config.SANDBOX_URL}/.well-known/jwks.json`);
    return createTokenVerifier({ issuer: SANDBOX_ISSUER, issuerKeys, serviceKeys });
  }
  if (config.TOKEN_ISSUER === undefined || config.TOKEN_JWKS_URL === undefined) {
    throw new ConfigError(['TOKEN_ISSUER and TOKEN_JWKS_URL: are needed when SANDBOX_URL is not set']);
  }
  return createTokenVerifier({
    issuer: config.TOKEN_ISSUER,
    issuerKeys: new URL(config.TOKEN_JWKS_URL),
    serviceKeys,
  });
}

/** The signer of this service's own tokens. */
export function serviceTokensFrom(
  service: string,
  config: { readonly SERVICE_KEY: string | undefined },
): ServiceTokens {
  if (config.SERVICE_KEY === undefined) throw new ConfigError(['SERVICE_KEY (or SERVICE_KEY_FILE): is missing']);
  const key = readJson(config.SERVICE_KEY) as JWK | undefined;
  if (key?.kty !== 'OKP' || key.crv !== 'Ed25519' || key.d === undefined) {
    throw new ConfigError(['SERVICE_KEY: is not a private Ed25519 key in JWK form']);
  }
  return createServiceTokens({ service, key });
}

function readKeySet(text: string): JSONWebKeySet {
  const set = readJson(text) as JSONWebKeySet | undefined;
  if (!Array.isArray(set?.keys)) throw new ConfigError(['SERVICE_KEYS: is not a JWK set']);
  return set;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
