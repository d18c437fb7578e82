import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JWK } from 'jose';
import { call } from '../../scripts/demonstration/clients.ts';
import { createServiceTokens } from '../../services/_platform/src/http/service-tokens.ts';
import type { Filled } from './fill-platform.ts';
import type { FuzzedService } from './settings.ts';
import type { FuzzedPlatform } from './start-platform.ts';

/** Somebody whose requests are sent. */
export interface Role {
  readonly name: string;
  /** Security schemes of the service's OpenAPI document that this token satisfies. */
  readonly schemes: readonly string[];
  /** Calls that are for this role in the first place; without any, for the first role that the scheme lets in. */
  readonly paths: readonly string[];
  /** Value of the header; '' when no token is sent. */
  readonly authorization: string;
}

type Token = () => Promise<string | undefined>;
type Candidate = Omit<Role, 'authorization'> & { readonly token: Token };

interface Asked {
  readonly audience: string;
  readonly scope?: readonly string[];
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly expiresIn?: number;
}

/** Each role that a service knows, and those that no service may let in. */
export async function rolesOf(service: FuzzedService, platform: FuzzedPlatform, filled: Filled): Promise<Role[]> {
  const issued = (asked: Asked) => async (): Promise<string> =>
    (
      await call<{ token: string }>('POST', `${platform.endpoints.sandbox}/tokens`, {
        body: { scope: [], claims: {}, expiresIn: 86_400, ...asked },
      })
    ).token;
  const ofService = (name: string) => {
    const file = path.join(platform.folder, 'keys', `${name}.jwk`);
    return () => createServiceTokens({ service: name, key: JSON.parse(readFileSync(file, 'utf8')) as JWK }).tokenFor();
  };
  const delivers = (oin: string): Asked => ({
    audience: 'urn:lrr:aanlevering',
    scope: ['aanleveren'],
    claims: { sub: oin, oin },
  });
  const operator: Asked = { audience: 'urn:lrr:beheer', claims: { sub: 'fuzz', rol: 'OPERATOR' } };
  const register = (claims: object): Asked => ({ audience: 'urn:lrr:register', claims: { sub: 'fuzz', ...claims } });
  const teacher: Asked = { audience: 'urn:lrr:portfolio', claims: { sub: 'fuzz', portfolioId: filled.portfolioId } };

  const nobody = (name: string, token: Token): Candidate => ({ name, schemes: [], paths: [], token });
  const known: Record<FuzzedService, Candidate[]> = {
    'appointment-intake': [
      { name: 'supplier', schemes: ['aanleveren'], paths: [], token: issued(delivers(filled.supplierOin)) },
      {
        name: 'manager',
        schemes: ['beheer'],
        paths: [],
        token: issued({ audience: 'urn:lrr:aanlevering', scope: ['beheer'] }),
      },
      {
        name: 'supplier without mandate',
        schemes: ['aanleveren'],
        paths: [],
        token: issued(delivers('00000009999999990000')),
      },
      { name: 'board', schemes: ['aanleveren'], paths: [], token: issued(delivers(filled.boardOin)) },
      nobody('expired', issued({ ...delivers(filled.supplierOin), expiresIn: -60 })),
      nobody('foreign audience', issued(register({ rol: 'INSPECTIE' }))),
    ],
    'register-state': [
      {
        name: 'teacher',
        schemes: ['register'],
        paths: [],
        token: issued(register({ rol: 'LERAAR', registratieId: filled.registratieId })),
      },
      {
        name: 'board',
        schemes: ['register'],
        paths: ['/registratieoverzichten', '/vergelijkingen', '/personen'],
        token: issued(register({ rol: 'BESTUUR', bevoegdGezagNummer: filled.board })),
      },
      {
        name: 'inspectorate',
        schemes: ['register'],
        paths: ['/termijnoverschrijdingen'],
        token: issued(register({ rol: 'INSPECTIE' })),
      },
      {
        name: 'manager',
        schemes: ['register'],
        paths: ['/vernietigingen', '/correcties'],
        token: issued(register({ rol: 'BEHEER' })),
      },
      {
        name: 'consumer',
        schemes: ['register'],
        paths: ['/gebeurtenissen', '/registratiestanden', '/abonnementen'],
        token: issued(register({ rol: 'AFNEMER', afnemerId: 'fuzz-afnemer' })),
      },
      { name: 'intake', schemes: ['dienst'], paths: [], token: ofService('appointment-intake') },
      nobody('foreign audience', issued(teacher)),
    ],
    'portfolio-storage': [
      { name: 'teacher', schemes: ['leraar'], paths: [], token: issued(teacher) },
      nobody('foreign audience', issued(register({ rol: 'INSPECTIE' }))),
    ],
    'diploma-matching': [
      { name: 'manager', schemes: ['beheer'], paths: [], token: issued(operator) },
      nobody('foreign audience', issued(register({ rol: 'INSPECTIE' }))),
    ],
    'identity-vault': [
      { name: 'intake', schemes: ['dienst'], paths: ['/personen'], token: ofService('appointment-intake') },
      { name: 'portfolio', schemes: ['dienst'], paths: ['/portfolio'], token: ofService('portfolio-storage') },
      { name: 'sandbox', schemes: ['dienst'], paths: ['/brp', '/diploma', '/sandbox'], token: ofService('sandbox') },
      nobody('foreign audience', issued(register({ rol: 'INSPECTIE' }))),
    ],
  };
  const everywhere: Candidate[] = [
    { name: 'operator', schemes: ['operator'], paths: [], token: issued(operator) },
    nobody('nobody', () => Promise.resolve(undefined)),
  ];
  return Promise.all(
    [...known[service], ...everywhere].map(async ({ token, ...role }) => {
      const made = await token();
      return { ...role, authorization: made === undefined ? '' : `Bearer ${made}` };
    }),
  );
}
