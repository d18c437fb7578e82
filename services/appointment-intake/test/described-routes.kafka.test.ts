import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import openapi from '../../../schemas/openapi/appointment-intake.json' with { type: 'json' };
import type { Access, RouteAccess } from '../../_platform/src/http/access.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import type { Json } from './support/records.ts';

/** What the document says of one call. */
interface Described {
  readonly call: string;
  readonly method: string;
  readonly path: string;
  readonly schemes: readonly string[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
/** For whoever runs the process, and the documents themselves. */
const NOT_DESCRIBED = ['GET /metrics', 'GET /v1/openapi.json', 'GET /documentatie', 'GET /documentatie/*'];

const described: Described[] = Object.entries(openapi.paths as Record<string, Json>).flatMap(([path, item]) => {
  const base = item.servers === undefined ? '/v1' : '';
  return METHODS.filter((verb) => verb in item).map((verb) => {
    const security = (item[verb].security ?? openapi.security) as Record<string, unknown>[];
    const method = verb.toUpperCase();
    const call = `${method} ${base}${path.replaceAll(/\{\w+\}/g, '{}')}`;
    return { call, method, path: base + path, schemes: security.flatMap((scheme) => Object.keys(scheme)).sort() };
  });
});

const served = new Map<string, RouteAccess | undefined>();
let intake: RunningIntake;

function listen(message: unknown): void {
  (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url, config }) => {
    const path = url.replaceAll(/:\w+/g, '{}');
    for (const one of [method].flat()) if (one !== 'HEAD') served.set(`${one} ${path}`, config?.access);
  });
}

beforeAll(async () => {
  subscribe('fastify.initialization', listen);
  intake = await startRunningIntake();
  unsubscribe('fastify.initialization', listen);
});
afterAll(() => intake.stop());

function schemesOf(access: RouteAccess | undefined): string[] {
  return [access ?? { public: true as const }].flat().flatMap(schemesOfRule).sort();
}

function schemesOfRule(rule: Access): readonly string[] {
  if ('public' in rule) return [];
  if (rule.audience === 'urn:lrr:beheer') return ['operator'];
  return rule.audience === 'urn:lrr:intern' ? ['dienst'] : (rule.scopes ?? []);
}

it('every call that is served is described with who may make it, and the reverse', () => {
  const ofService = [...served].filter(([call]) => !NOT_DESCRIBED.includes(call));
  expect(Object.fromEntries(described.map(({ call, schemes }) => [call, schemes]))).toEqual(
    Object.fromEntries(ofService.map(([call, access]) => [call, schemesOf(access)])),
  );
});

describe('who is kept out', () => {
  /** By role: what it satisfies, and which audience its token has. */
  const roles: Record<string, { schemes: string[]; audience?: string; token: () => Promise<string> }> = {
    nobody: { schemes: [], token: () => Promise.resolve('x') },
    'another audience': {
      schemes: [],
      token: () => intake.outside.tokenFor({ oin: supplierOin, rol: 'BEHEER' }, { audience: 'urn:lrr:register' }),
    },
    supplier: {
      schemes: ['aanleveren'],
      audience: 'urn:lrr:aanlevering',
      token: () => intake.outside.tokenFor({ oin: supplierOin }),
    },
    manager: {
      schemes: ['beheer'],
      audience: 'urn:lrr:aanlevering',
      token: () => intake.outside.tokenFor({}, { scope: 'beheer' }),
    },
    operator: {
      schemes: ['operator'],
      audience: 'urn:lrr:beheer',
      token: () => intake.outside.tokenFor({ rol: 'OPERATOR' }, { audience: 'urn:lrr:beheer' }),
    },
    'somebody with a token for operators': {
      schemes: [],
      audience: 'urn:lrr:beheer',
      token: () => intake.outside.tokenFor({ rol: 'INSPECTIE' }, { audience: 'urn:lrr:beheer' }),
    },
  };
  const audiences: Record<string, string> = {
    aanleveren: 'urn:lrr:aanlevering',
    beheer: 'urn:lrr:aanlevering',
    operator: 'urn:lrr:beheer',
    dienst: 'urn:lrr:intern',
  };
  const matrix = described
    .filter(({ schemes }) => schemes.length > 0)
    .flatMap((one) =>
      Object.entries(roles)
        .filter(([, role]) => !role.schemes.some((scheme) => one.schemes.includes(scheme)))
        .map(([name, role]) => {
          const known = one.schemes.some((scheme) => audiences[scheme] === role.audience);
          return [one.call, name, known ? 403 : 401, one, role] as const;
        }),
    );

  it.each(matrix)('%s as %s: %i', async (_call, _name, status, { method, path }, role) => {
    // What is asked for makes no difference: access is judged first.
    const url = path.replaceAll(/\{\w+\}/g, '1');
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    const answer = await intake.call(method, url, body, { token: await role.token() });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });
});
