import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import type { Audience, Caller } from './access.ts';
import { UpstreamError } from './upstream-error.ts';

export type TokenRefusal = 'MALFORMED' | 'AUDIENCE' | 'EXPIRED' | 'NOT_VALID';

/** The token is not one this service accepts; for the caller it is always 401. */
export class TokenRefused extends Error {
  readonly code = 'TOKEN_REFUSED';
  readonly reason: TokenRefusal;

  constructor(reason: TokenRefusal, cause?: unknown) {
    super(`token refused: ${reason}`, { cause });
    this.name = 'TokenRefused';
    this.reason = reason;
  }
}

export interface TokenVerifier {
  /**
   * Checks a token and says who calls.
   *
   * @param audiences those that will do here.
   * @throws TokenRefused; UpstreamError when the issuer's keys cannot be fetched.
   */
  verify(token: string, audiences: readonly Audience[]): Promise<Caller>;
}

const INTERN: Audience = 'urn:lrr:intern';
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
const TYPES = new Set([undefined, 'JWT', 'at+jwt', 'application/at+jwt']);
/** Headers by which a token could bring its own key. */
const KEY_HEADERS = ['jku', 'jwk', 'x5u', 'x5c'] as const;
const CLOCK_TOLERANCE_S = 5;
const LONGEST_SERVICE_TOKEN_S = 60;
/** How long an accepted token is not checked again: also how long a withdrawn key still works. */
const REMEMBER_MS = 30_000;
const REMEMBER_AT_MOST = 5_000;

/**
 * @param o.issuer claim `iss` of tokens for people and suppliers, signed by a key of `o.issuerKeys`: an address that is
 * fetched and kept, or the keys themselves.
 * @param o.serviceKeys public keys of all services; a token for `urn:lrr:intern` must be signed by the key whose `kid`
 * is its `sub`.
 */
export function createTokenVerifier(o: {
  issuer: string;
  issuerKeys: URL | JSONWebKeySet;
  serviceKeys?: JSONWebKeySet | undefined;
}): TokenVerifier {
  const issuerKeys =
    o.issuerKeys instanceof URL
      ? createRemoteJWKSet(o.issuerKeys, { timeoutDuration: 3_000, cooldownDuration: 5_000, cacheMaxAge: 300_000 })
      : createLocalJWKSet(o.issuerKeys);
  const serviceKeys = createLocalJWKSet(o.serviceKeys ?? { keys: [] });

  const check = async (token: string, audience: Audience): Promise<Caller> => {
    const claims =
      audience === INTERN
        ? await verifyServiceToken(token, serviceKeys)
        : await verifyToken(token, issuerKeys, { issuer: o.issuer, audience });
    return {
      subject: claims.sub ?? '',
      audience,
      scopes: typeof claims['scope'] === 'string' ? claims['scope'].split(' ').filter((scope) => scope !== '') : [],
      claims,
      token,
    };
  };

  const remembered = new Map<string, { caller: Caller; until: number }>();
  return {
    verify: async (token, audiences) => {
      const known = remembered.get(token);
      if (known !== undefined && known.until > Date.now() && audiences.includes(known.caller.audience)) {
        return known.caller;
      }
      const audience = chooseAudience(token, audiences);
      const caller = await check(token, audience);
      if (remembered.size >= REMEMBER_AT_MOST) remembered.clear();
      const expiresAt = Number(caller.claims['exp']) * 1_000;
      remembered.set(token, { caller, until: Math.min(Date.now() + REMEMBER_MS, expiresAt) });
      return caller;
    },
  };
}

/** Which of the wanted audiences the token says it is for; its word is checked with the signature afterwards. */
function chooseAudience(token: string, audiences: readonly Audience[]): Audience {
  let claims: JWTPayload;
  let header: Record<string, unknown>;
  try {
    claims = decodeJwt(token);
    header = decodeProtectedHeader(token);
  } catch (cause) {
    throw new TokenRefused('MALFORMED', cause);
  }
  if (!TYPES.has(header['typ'] as string | undefined) || KEY_HEADERS.some((name) => name in header)) {
    throw new TokenRefused('MALFORMED');
  }
  const audience = audiences.find((wanted) => [claims.aud].flat().includes(wanted));
  if (audience === undefined) throw new TokenRefused('AUDIENCE');
  return audience;
}

async function verifyServiceToken(token: string, keys: JWTVerifyGetKey): Promise<JWTPayload> {
  const claims = await verifyToken(token, keys, {
    audience: INTERN,
    requiredClaims: ['sub', 'iat'],
    maxTokenAge: LONGEST_SERVICE_TOKEN_S,
    algorithms: ['EdDSA'],
  });
  if (decodeProtectedHeader(token).kid !== claims.sub) throw new TokenRefused('NOT_VALID');
  return claims;
}

async function verifyToken(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_S,
      ...options,
      requiredClaims: ['exp', ...(options.requiredClaims ?? [])],
    });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new TokenRefused('EXPIRED', error);
  // The generic class is what a key set that answers anything but 200 gives; other errors without a JOSE class are
  // connection failures of the fetch.
  const keysAway =
    error instanceof errors.JWKSTimeout ||
    !(error instanceof errors.JOSEError) ||
    (error as { code?: string }).code === 'ERR_JOSE_GENERIC';
  return keysAway ? new UpstreamError('UPSTREAM_DOWN', { cause: error }) : new TokenRefused('NOT_VALID', error);
}
