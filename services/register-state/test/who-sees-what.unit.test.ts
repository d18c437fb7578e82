import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { OPERATORS } from '../../_platform/src/http/admin-routes.ts';
import { signToken, testKey, testServer } from '../../_platform/test/http/fixture.ts';
import { allowedMembers, isRoles, sees, WHOLE } from '../src/http/allowed-members.ts';
import type { Members } from '../src/http/allowed-members.ts';
import { guardRoutes } from '../src/http/guard-routes.ts';
import { rowOf, seenBy, WHO_SEES_WHAT } from '../src/http/who-sees-what.ts';
import type { Resource } from '../src/http/who-sees-what.ts';
import type { Role } from '../src/lookups/reader.ts';
import { described, operationOf } from './described-answers.ts';

const resources = Object.keys(WHO_SEES_WHAT) as Resource[];

describe('an answer', () => {
  const members: Members = {
    id: ['LERAAR', 'INSPECTIE'],
    woorden: ['LERAAR'],
    lijst: { a: ['LERAAR', 'INSPECTIE'], b: ['LERAAR'] },
    stuk: { [WHOLE]: ['LERAAR'] },
    verborgen: { c: ['LERAAR'] },
  };
  const answer = {
    id: '1',
    woorden: ['x'],
    lijst: [{ a: 1, b: 2, nieuw: 3 }],
    stuk: { d: { e: 1 } },
    verborgen: { c: 1 },
    nieuw: 'nobody decided about this',
  };

  it('is cut to what has a row for the role', () => {
    expect(allowedMembers(answer, members, 'LERAAR')).toEqual({
      id: '1',
      woorden: ['x'],
      lijst: [{ a: 1, b: 2 }],
      stuk: { d: { e: 1 } },
      verborgen: { c: 1 },
    });
    expect(allowedMembers(answer, members, 'INSPECTIE')).toEqual({ id: '1', lijst: [{ a: 1 }] });
    expect(allowedMembers(answer, members, 'BEHEER')).toEqual({});
  });

  it('shows no object in the place of a text, and no text in the place of an object', () => {
    const other = { id: { naam: 'x' }, woorden: [{ naam: 'x' }], lijst: 'x', stuk: 'x' };
    expect(allowedMembers(other, members, 'LERAAR')).toEqual({ stuk: 'x' });
  });

  it('is not taken in by names that every object has', () => {
    const rows = JSON.parse('{"constructor": ["LERAAR"], "toString": ["LERAAR"]}') as Members;
    expect(allowedMembers(answer, rows, 'LERAAR')).toEqual({});
  });
});

/** Every member of a row, or those that this role sees. */
function listed(members: Members, at = '', role?: Role): string[] {
  return Object.entries(members).flatMap(([name, row]) => {
    if (role !== undefined && !sees(row, role)) return [];
    const place = at === '' ? name : `${at}.${name}`;
    return isRoles(row) ? [place] : [place, ...listed(row, place, role)];
  });
}

describe('the table', () => {
  it.each(resources)('%s: its route is described', (resource) => {
    expect(operationOf(rowOf(resource).route)).toBeDefined();
  });

  // A member without a row would be shown to nobody, and one that is not described would be a surprise.
  it.each(resources)('%s: names every described member and no other', (resource) => {
    const row = rowOf(resource);
    if ('services' in row) return;
    const answers = Object.entries(operationOf(row.route)?.responses ?? {}).filter(([status]) =>
      status.startsWith('2'),
    );
    const schemas = answers.flatMap(([, { content }]) => content?.['application/json']?.schema ?? []);
    const names = listed(row.members);
    const wholes = names.filter((name) => name.endsWith(`.${WHOLE}`)).map((name) => name.slice(0, -WHOLE.length));
    const inWhole = (name: string): boolean => wholes.some((whole) => name.startsWith(whole));
    const told = schemas.flatMap((schema) => described(schema)).filter((name) => !inWhole(name));
    expect(names.filter((name) => !inWhole(name)).toSorted()).toEqual([...new Set(told)].toSorted());
  });

  // Section 6 of the register's law in other words than the table's: a row that is widened by mistake fails here.
  it.each<[Role, RegExp, readonly Resource[]]>([
    [
      'BESTUUR',
      /(^|\.)(registratieId|volgnummer|beeld|opgaven|match|status)$/,
      ['opdracht', 'correctiezaak', 'bezwaar', 'persoon'],
    ],
    ['BESTUUR', /(^|\.)(registratieId|volgnummer|beeld|opgaven|match)$/, []],
    ['INSPECTIE', /(^|\.)(opgaven|match|correcties|toelichting|overwegingen|inzagen|regels)(\.|$)/, []],
    ['BEHEER', /^(correcties\.(antwoord\.)?toelichting|inzagen)$/, []],
    ['AFNEMER', /(^|\.)(personeelsnummer|persoonPseudoniem|opgaven|correcties|toelichting)$/, []],
  ])('shows %s nothing like %s', (role, forbidden, except) => {
    const shown = resources.flatMap((resource) => {
      const row = rowOf(resource);
      if ('services' in row || row.whose[role] === undefined || except.includes(resource)) return [];
      return listed(row.members, '', role).map((name) => ({ resource, name }));
    });
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(({ name }) => forbidden.test(name))).toEqual([]);
  });

  it('shows a role something of every row that it is in', () => {
    const empty = resources.flatMap((resource) => {
      const row = rowOf(resource);
      if ('services' in row || Object.keys(row.members).length === 0) return [];
      const roles = Object.keys(row.whose) as Role[];
      return roles.filter((role) => listed(row.members, '', role).length === 0).map((role) => [resource, role]);
    });
    expect(empty).toEqual([]);
  });

  it('has every route once', () => {
    const routes = resources.map((resource) => rowOf(resource).route);
    expect(new Set(routes).size).toBe(routes.length);
  });
});

describe('a route', () => {
  let app: FastifyInstance | undefined;
  afterEach(() => app?.close());

  async function guarded(keys: Parameters<typeof testServer>[0] = {}): Promise<FastifyInstance> {
    ({ app } = await testServer(keys));
    guardRoutes(app);
    return app;
  }

  it('without a row cannot be registered', async () => {
    const server = await guarded();
    const access = { audience: 'urn:lrr:register', roles: ['LERAAR'] } as const;
    expect(() => server.get('/v1/geplant', { config: { access } }, () => ({}))).toThrow(/GET \/v1\/geplant has no row/);
  });

  it('cannot be registered with the row of another', async () => {
    const server = await guarded();
    const config = seenBy('registratie');
    expect(() => server.get('/v1/geplant', { config }, () => ({}))).toThrow(/has no row/);
    expect(() => server.post('/v1/registraties/:registratieId', { config }, () => ({}))).toThrow(/has no row/);
  });

  it('cannot let in others than its row says', async () => {
    const server = await guarded();
    const access = { audience: 'urn:lrr:register', roles: ['LERAAR', 'INSPECTIE', 'BEHEER', 'BESTUUR'] } as const;
    const config = { ...seenBy('registratie'), access };
    expect(() => server.get('/v1/registraties/:registratieId', { config }, () => ({}))).toThrow(/lets in others/);
  });

  it("of operators is the platform's, and none of the register's roles gets there", async () => {
    const server = await guarded();
    server.get('/beheer/v1/consumenten', { config: { access: OPERATORS } }, () => ({}));
    const access = { audience: 'urn:lrr:register', roles: ['LERAAR'] } as const;
    expect(() => server.get('/beheer/v1/geplant', { config: { access } }, () => ({}))).toThrow(/has no row/);
  });

  it('shows what its handler gives no further than its row', async () => {
    const key = await testKey('EdDSA', 'issuer');
    const server = await guarded({ keys: { keys: [key.publicKey] } });
    server.get('/v1/correcties', { config: seenBy('verlopenCorrecties') }, () => ({
      cursor: 'x',
      correcties: [{ correctieverzoekId: '1', toelichting: 'of the teacher' }],
      persoon: 'somebody',
    }));
    const token = await signToken(key, { claims: { rol: 'BEHEER' } });
    const answer = await server.inject({ url: '/v1/correcties', headers: { authorization: `Bearer ${token}` } });
    expect(answer.json()).toEqual({ cursor: 'x', correcties: [{ correctieverzoekId: '1' }] });
    const other = await signToken(key, { claims: { rol: 'BESTUUR' } });
    const refused = await server.inject({ url: '/v1/correcties', headers: { authorization: `Bearer ${other}` } });
    expect(refused.statusCode).toBe(403);
  });
});
