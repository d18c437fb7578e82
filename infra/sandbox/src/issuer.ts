import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { ConfigError } from '../../../services/_platform/src/config/read-config.ts';
import { SANDBOX_ISSUER } from '../../../services/_platform/src/http/tokens-from-config.ts';
import { newId } from '../../../services/_platform/src/ids/new-id.ts';

export interface TokenRequest {
  readonly audience: string;
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
  /** From now; negative makes a token that has expired, to try that with. */
  readonly expiresInSeconds: number;
}

/** Gives out tokens that the services trust in sandbox mode. */
export interface Issuer {
  readonly keys: JSONWebKeySet;
  sign(request: TokenRequest): Promise<string>;
}

/** Names and claims of nobody in particular. */
const ANYBODY = 'sandbox-gebruiker';
/** Claims that say who a token is about, most telling first. */
const SUBJECT_CLAIMS = ['sub', 'oin', 'registratieId', 'portfolioId', 'bevoegdGezagNummer', 'rol'] as const;

/** @param keyText private key of Ed25519 or P-256, a JWK. */
export async function createIssuer(keyText: string): Promise<Issuer> {
  const { key, algorithm } = readKey(keyText);
  const kid = key.kid ?? (await calculateJwkThumbprint(key));
  const signingKey = await importJWK(key, algorithm);
  const { d: _private, ...publicKey } = key;
  return {
    keys: { keys: [{ ...publicKey, kid, alg: algorithm, use: 'sig' }] },
    sign: ({ audience, scopes, claims, expiresInSeconds }) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({ ...claims, ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }) })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'at+jwt' })
        .setIssuer(SANDBOX_ISSUER)
        .setAudience(audience)
        .setSubject(subjectOf(claims))
        .setJti(newId())
        .setIssuedAt(Math.min(now, now + expiresInSeconds - 1))
        .setExpirationTime(now + expiresInSeconds)
        .sign(signingKey);
    },
  };
}

function subjectOf(claims: Readonly<Record<string, unknown>>): string {
  const name = SUBJECT_CLAIMS.find((candidate) => typeof claims[candidate] === 'string');
  return name === undefined ? ANYBODY : String(claims[name]);
}

function readKey(text: string): { key: JWK; algorithm: 'EdDSA' | 'ES256' } {
  const fault = new ConfigError(['SANDBOX_ISSUER_KEY: is not a private Ed25519 or P-256 key in JWK form']);
  let key: JWK;
  try {
    key = JSON.parse(text) as JWK;
  } catch {
    throw fault;
  }
  if (key.d === undefined) throw fault;
  if (key.kty === 'OKP' && key.crv === 'Ed25519') return { key, algorithm: 'EdDSA' };
  if (key.kty === 'EC' && key.crv === 'P-256') return { key, algorithm: 'ES256' };
  throw fault;
}
