import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { newId } from '../ids/new-id.ts';

const LIFETIME_S = 60;
/** A token is used again until this long before its end, so that it is still valid when it arrives. */
const RENEW_BEFORE_END_MS = 15_000;

export interface ServiceTokens {
  /** A token that says which service calls, for audience `urn:lrr:intern`. */
  tokenFor(): Promise<string>;
}

/** @param o.key private Ed25519 key of this service. */
export function createServiceTokens(o: { service: string; key: JWK }): ServiceTokens {
  const signingKey = importJWK(o.key, 'EdDSA');
  signingKey.catch(() => undefined);
  let current: { token: Promise<string>; renewAt: number } | undefined;

  const make = async (): Promise<string> =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid: o.service, typ: 'at+jwt' })
      .setIssuer(o.service)
      .setSubject(o.service)
      .setAudience('urn:lrr:intern')
      .setJti(newId())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(await signingKey);

  return {
    tokenFor: () => {
      if (current === undefined || current.renewAt <= Date.now()) {
        current = { token: make(), renewAt: Date.now() + LIFETIME_S * 1_000 - RENEW_BEFORE_END_MS };
      }
      return current.token;
    },
  };
}
