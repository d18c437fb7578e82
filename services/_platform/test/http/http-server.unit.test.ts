import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { RouteAccess } from '../../src/http/access.ts';
import { Problem } from '../../src/http/problem.ts';
import { UpstreamError } from '../../src/http/upstream-error.ts';
import { signToken, testKey, testServer } from './fixture.ts';
import type { TestKey } from './fixture.ts';

const everybody = { access: { public: true } } as const;
const json = { 'content-type': 'application/json' };

let issuer: TestKey;
let vault: TestKey;
let app: FastifyInstance;
let logged: () => string;

async function serve(o: Parameters<typeof testServer>[0] = {}): Promise<void> {
  ({ app, logged } = await testServer({
    keys: { keys: [issuer.publicKey] },
    serviceKeys: { keys: [vault.publicKey] },
    ...o,
  }));
}

beforeAll(async () => {
  issuer = await testKey('ES256', 'k1');
  vault = await testKey('EdDSA', 'identity-vault');
});
afterEach(async () => app.close());

describe('access', () => {
  const route = (access: RouteAccess): void => {
    app.get('/geheim', { config: { access } }, (request) => ({ wie: request.caller.subject }));
  };
  const ask = async (token?: string): Promise<{ status: number; challenge: unknown; body: unknown }> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await app.inject({ url: '/geheim', headers });
    return { status: answer.statusCode, challenge: answer.headers['www-authenticate'], body: answer.json() };
  };

  it('refuses to register a route that says not who may use it', async () => {
    await serve();
    expect(() => app.get('/open', () => 1)).toThrow('config.access');
    expect(() => app.get('/open', { config: {} }, () => 1)).toThrow('config.access');
  });

  it('asks for a token, of the right audience, with the right scope', async () => {
    await serve();
    route({ audience: 'urn:lrr:aanlevering', scopes: ['aanleveren'] });
    const audience = 'urn:lrr:aanlevering';
    expect(await ask()).toMatchObject({ status: 401, challenge: 'Bearer realm="lerarenregister"' });
    const wrong = await ask(await signToken(issuer));
    expect(wrong).toMatchObject({ status: 401, body: { type: 'urn:lrr:probleem:niet-aangemeld' } });
    expect(wrong.challenge).toContain('error="invalid_token"');
    const poor = await ask(await signToken(issuer, { audience, claims: { scope: 'beheer' } }));
    expect(poor).toMatchObject({ status: 403, body: { type: 'urn:lrr:probleem:geen-toegang' } });
    expect(poor.challenge).toContain('scope="aanleveren"');
    const good = await ask(await signToken(issuer, { audience, claims: { scope: 'x aanleveren' }, subject: 'lev' }));
    expect(good).toMatchObject({ status: 200, body: { wie: 'lev' } });
  });

  it('looks at the role, and takes one of several rules', async () => {
    await serve();
    route([
      { audience: 'urn:lrr:beheer', roles: ['OPERATOR'] },
      { audience: 'urn:lrr:intern', services: ['sandbox'] },
    ]);
    const beheer = { audience: 'urn:lrr:beheer' };
    expect((await ask(await signToken(issuer, { ...beheer, claims: { rol: 'OPERATOR' } }))).status).toBe(200);
    expect((await ask(await signToken(issuer, { ...beheer, claims: { rol: 'KIJKER' } }))).status).toBe(403);
    expect((await ask(await signToken(issuer, { ...beheer, claims: { rol: ['OPERATOR'] } }))).status).toBe(403);
    expect((await ask(await signToken(issuer, beheer))).status).toBe(403);
    const intern = { audience: 'urn:lrr:intern', subject: 'identity-vault' };
    expect((await ask(await signToken(vault, intern))).status).toBe(403);
  });

  it('counts requests per token, and refused tokens per address', async () => {
    await serve({ limits: { requestsPerMinute: 2 } });
    route({ audience: 'urn:lrr:register' });
    const [first, second] = await Promise.all(['a', 'b'].map((subject) => signToken(issuer, { subject })));
    const statuses: number[] = [];
    for (const token of [first, first, first, second, 'onzin', 'onzin', 'onzin', 'anders']) {
      statuses.push((await ask(token)).status);
    }
    expect(statuses).toEqual([200, 200, 429, 200, 401, 401, 429, 429]);
    const late = await app.inject({ url: '/geheim', headers: { authorization: `Bearer ${first}` } });
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });

  it('does not count what services of the platform ask: one of them speaks for all its clients at once', async () => {
    await serve({ limits: { requestsPerMinute: 1 } });
    route({ audience: 'urn:lrr:intern' });
    const token = await signToken(vault, { audience: 'urn:lrr:intern', subject: 'identity-vault' });
    const stranger = await signToken(issuer, { audience: 'urn:lrr:intern', subject: 'identity-vault' });
    const statuses: number[] = [];
    for (const each of [token, token, token, stranger, stranger]) statuses.push((await ask(each)).status);
    expect(statuses).toEqual([200, 200, 200, 401, 429]);
  });
});

describe('problem answers', () => {
  it('say the same in status, type and headers', async () => {
    await serve();
    app.get('/x/:id', { config: everybody }, () => {
      throw new Problem({
        status: 409,
        type: 'al-gebruikt',
        title: 'Al gebruikt',
        extra: { a: 1 },
        headers: { 'x-a': 'b' },
      });
    });
    const answer = await app.inject('/x/1');
    expect(answer.statusCode).toBe(409);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-a': 'b',
      'api-version': '1.2.3',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.json()).toEqual({
      type: 'urn:lrr:probleem:al-gebruikt',
      title: 'Al gebruikt',
      status: 409,
      instance: `urn:lrr:verzoek:${String(answer.headers['x-request-id'])}`,
      a: 1,
    });
  });

  it('tell nothing of an error nobody foresaw, neither outside nor in the log', async () => {
    await serve();
    app.get('/x', { config: everybody }, () => {
      throw new TypeError('Jansen 990000000');
    });
    const answer = await app.inject('/x');
    expect(answer.json()).toMatchObject({ status: 500, type: 'urn:lrr:probleem:storing' });
    expect(answer.body + logged()).not.toMatch(/Jansen|990000000/);
    expect(logged()).toContain('"code":"REQUEST_FAILED"');
    expect(logged()).toContain('TypeError');
  });

  it('ask to come back when a later try can help', async () => {
    await serve();
    app.get('/database', { config: everybody }, () => {
      throw Object.assign(new Error('x'), { code: 'TRANSIENT', retryable: true });
    });
    app.get('/kluis', { config: everybody }, () => {
      throw new UpstreamError('UPSTREAM_DOWN');
    });
    app.get('/geweigerd', { config: everybody }, () => {
      throw new UpstreamError('UPSTREAM_REFUSED', { status: 400 });
    });
    for (const url of ['/database', '/kluis']) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    }
    expect((await app.inject('/geweigerd')).statusCode).toBe(500);
  });

  it('take a path that is written out for itself, not for an id, whatever the method', async () => {
    await serve();
    app.get('/v1/x/:id', { config: everybody }, () => 1);
    app.post('/v1/x/alle', { config: everybody }, () => 1);
    const answer = await app.inject('/v1/x/alle?y=1');
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST']);
    const options = await app.inject({ method: 'OPTIONS', url: '/v1/x/alle' });
    expect([options.statusCode, options.headers.allow]).toEqual([405, 'POST']);
    expect((await app.inject('/v1/x/1')).statusCode).toBe(200);
    expect((await app.inject({ method: 'POST', url: '/v1/x/alle' })).statusCode).toBe(200);
  });

  it('tell 404 from 405', async () => {
    await serve();
    app.get('/v1/x/:id/y', { config: everybody }, () => 1);
    app.post('/v1/x/:id/y', { config: everybody }, () => 1);
    expect((await app.inject('/v1/x/1/z')).statusCode).toBe(404);
    const answer = await app.inject({ method: 'DELETE', url: '/v1/x/1/y?a=b' });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    // Was a fault of ours: Fastify wants a content type for QUERY before it looks for a route.
    const query = { method: 'QUERY', headers: { host: 'x' } } as unknown as { method: 'GET' };
    expect((await app.inject({ ...query, url: '/v1/x/1/y' })).statusCode).toBe(405);
    expect((await app.inject({ ...query, url: '/v1/x/1/z' })).statusCode).toBe(404);
    expect((await app.inject('/v1/%E0%A4%A')).statusCode).toBe(400);
    expect((await app.inject(`/v1/x/${'a'.repeat(150)}/y`)).statusCode).toBe(414);
  });

  it('name place and rule of a fault in the request, never a value', async () => {
    await serve();
    const schema = {
      body: { type: 'object', additionalProperties: false, required: ['a'], properties: { a: { type: 'integer' } } },
      querystring: { type: 'object', properties: { n: { type: 'integer', maximum: 5 } } },
    };
    app.post('/x', { config: everybody, schema }, (request) => [request.body, request.query]);
    const send = async (body: unknown, url = '/x') =>
      app.inject({ method: 'POST', url, payload: JSON.stringify(body), headers: json });
    expect((await send({ a: 1 }, '/x?n=3')).json()).toEqual([{ a: 1 }, { n: 3 }]);
    expect((await send({ a: '1' })).json()).toMatchObject({
      status: 400,
      type: 'urn:lrr:probleem:ongeldig-verzoek',
      deel: 'inhoud',
      fouten: [{ veld: '/a', regel: 'type' }],
    });
    expect((await send({})).json()).toMatchObject({ fouten: [{ veld: '/a', regel: 'required' }] });
    const unknown = await send({ a: 1, burger990000000: 'x' });
    expect(unknown.json()).toMatchObject({ fouten: [{ veld: '', regel: 'additionalProperties' }] });
    expect(unknown.body).not.toContain('990000000');
    const proto = await app.inject({ method: 'POST', url: '/x', payload: '{"a":1,"__proto__":{}}', headers: json });
    expect(proto.statusCode).toBe(400);
    expect((await send({ a: 1 }, '/x?n=6')).json()).toMatchObject({ deel: 'zoekvraag' });
  });
});

describe('bodies', () => {
  const send = async (payload: string | Buffer, headers: Record<string, string> = json) =>
    app.inject({ method: 'POST', url: '/x', payload, headers });
  const route = (): void => void app.post('/x', { config: everybody }, (request) => ({ terug: request.body }));

  it('are JSON and nothing else', async () => {
    await serve();
    route();
    expect((await send('{"a":1}')).json()).toEqual({ terug: { a: 1 } });
    expect((await send('{"a":1}', { 'content-type': 'application/json; charset=UTF-8' })).statusCode).toBe(200);
    for (const type of ['text/plain', 'application/xml', 'application/json; charset=latin1', 'onzin']) {
      expect((await send('{"a":1}', { 'content-type': type })).statusCode).toBe(415);
    }
    expect((await send('{"a":1,"a":2}')).json()).toMatchObject({ status: 400, reden: 'DUBBELE_SLEUTEL' });
  });

  it('are bounded after unpacking', async () => {
    await serve({ bodyLimit: 10_000 });
    route();
    const gzip = { ...json, 'content-encoding': 'gzip' };
    expect((await send(JSON.stringify('x'.repeat(10_000)))).statusCode).toBe(413);
    expect((await send(gzipSync('{"a":"é"}'), gzip)).json()).toEqual({ terug: { a: 'é' } });
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    expect(bomb.length).toBeGreaterThan(10_000);
    const small = gzipSync(Buffer.alloc(5_000_000, 0x20));
    expect(small.length).toBeLessThan(10_000);
    expect((await send(small, gzip)).statusCode).toBe(413);
    expect((await send(bomb, gzip)).statusCode).toBe(413);
    expect((await send('{"a":1}', gzip)).statusCode).toBe(400);
    expect((await send(gzipSync('{"a":1}').subarray(0, 15), gzip)).statusCode).toBe(400);
    const packed = await send('{"a":1}', { ...json, 'content-encoding': 'br' });
    expect([packed.statusCode, packed.headers['accept-encoding']]).toEqual([415, 'gzip']);
  });
});

describe('operating routes', () => {
  it('tell whether every check passes', async () => {
    let isThere = true;
    await serve({ readiness: { database: () => isThere, kafka: () => Promise.resolve(true) } });
    expect((await app.inject('/health/ready')).json()).toEqual({
      status: 'OK',
      controles: { database: true, kafka: true },
    });
    isThere = false;
    const answer = await app.inject('/health/ready');
    expect(answer.statusCode).toBe(503);
    // It was plain JSON, where every refusal is a problem by the design rules of the government.
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '5' });
    expect(answer.json()).toMatchObject({ status: 503, controles: { database: false, kafka: true } });
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });

  it('count a check that throws or hangs as failed', async () => {
    await serve({
      readiness: {
        gooit: () => Promise.reject(new Error('x')),
        hangt: () => new Promise<boolean>(() => undefined),
      },
    });
    expect((await app.inject('/health/ready')).json()).toMatchObject({ controles: { gooit: false, hangt: false } });
  });

  it('show durations by route template, without ids', async () => {
    await serve();
    app.get('/x/:id', { config: everybody }, () => 1);
    await app.inject('/x/990000000');
    const { body } = await app.inject('/metrics');
    const lines = body.split('\n').filter((line) => line.startsWith('lrr_http_request_duration_seconds_count'));
    expect(lines).toEqual([
      'lrr_http_request_duration_seconds_count{service="test",method="GET",route="/x/:id",status="200"} 1',
    ]);
    expect(body).not.toContain('990000000');
  });

  it('give the descriptions of the API and of the topics', async () => {
    await serve({ openapi: { openapi: '3.1.0' }, asyncapi: { asyncapi: '3.0.0' } });
    for (const [name, version] of [
      ['openapi', '3.1.0'],
      ['asyncapi', '3.0.0'],
    ] as const) {
      const answer = await app.inject(`/v1/${name}.json`);
      expect(answer.json()).toEqual({ [name]: version });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
  });
});

describe('traces', () => {
  it('go on from a valid traceparent and begin anew without', async () => {
    await serve();
    app.get('/x', { config: everybody }, (request) => ({ trace: request.traceparent }));
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const asked = await app.inject({ url: '/x', headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } });
    expect(asked.json<{ trace: string }>().trace).toMatch(
      new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`),
    );
    expect(asked.headers['x-request-id']).toBe(trace);
    for (const wrong of ['onzin', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`]) {
      const answer = await app.inject({ url: '/x', headers: { traceparent: wrong } });
      expect(answer.json<{ trace: string }>().trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    }
  });
});

describe('admission', () => {
  it('refuses what would only wait', async () => {
    await serve({ limits: { requestsInFlight: 2 } });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    app.get('/traag', { config: everybody }, async () => {
      await released;
      return {};
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/traag`;
    const running = [fetch(url), fetch(url)];
    let refused = await fetch(url, { signal: AbortSignal.timeout(200) }).catch(() => undefined);
    refused ??= await fetch(url);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    release();
    for (const answer of await Promise.all(running)) expect(answer.status).toBe(200);
    expect((await fetch(url)).status).toBe(200);
  });
});
