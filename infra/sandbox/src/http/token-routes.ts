import type { FastifyInstance } from 'fastify';
import type { Issuer } from '../issuer.ts';
import { list, object } from './wire-schemas.ts';

interface Call {
  Body: { audience: string; scope?: string[]; claims?: Record<string, unknown>; expiresIn?: number };
}

const AN_HOUR_S = 3_600;
const A_DAY_S = 86_400;
/** What the issuer says itself; `sub` may be given. */
const OWN_CLAIMS = ['iss', 'aud', 'exp', 'iat', 'nbf', 'jti', 'scope'];

const BODY = object(
  {
    audience: {
      type: 'string',
      enum: ['urn:lrr:aanlevering', 'urn:lrr:register', 'urn:lrr:portfolio', 'urn:lrr:beheer'],
    },
    scope: list({ type: 'string', pattern: '^[a-z][a-z0-9:.-]{0,49}$' }, 20),
    claims: { type: 'object', maxProperties: 20, propertyNames: { not: { enum: OWN_CLAIMS } } },
    expiresIn: { type: 'integer', minimum: -A_DAY_S, maximum: A_DAY_S },
  },
  ['scope', 'claims', 'expiresIn'],
);

/** Tokens for anybody who asks, with whatever claims: this is where a person tries what each role may do. */
export function registerTokenRoutes(app: FastifyInstance, issuer: Issuer): void {
  const config = { access: { public: true } } as const;

  app.post<Call>('/tokens', { config, schema: { body: BODY } }, async ({ body }) => ({
    token: await issuer.sign({
      audience: body.audience,
      scopes: body.scope ?? [],
      claims: body.claims ?? {},
      expiresInSeconds: body.expiresIn ?? AN_HOUR_S,
    }),
  }));

  app.get('/.well-known/jwks.json', { config }, () => issuer.keys);
}
