import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { DEFAULT_LIMITS } from '../../src/http/limits.ts';
import { testServer } from './fixture.ts';

let app: FastifyInstance;
let url: string;
let answerSlow: () => void;
let arrived: Promise<unknown>;

beforeEach(async () => {
  ({ app } = await testServer({ limits: { requestsInFlight: 1, bodyBytesInFlight: DEFAULT_LIMITS.bodyBytes } }));
  const answering = new Promise<void>((resolve) => (answerSlow = resolve));
  let tell: (value: unknown) => void = () => undefined;
  arrived = new Promise((resolve) => (tell = resolve));
  const config = { access: { public: true } } as const;
  app.get('/slow', { config }, async () => {
    tell(undefined);
    await answering;
    return {};
  });
  app.get('/beheer/v1/iets', { config }, () => ({}));
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  answerSlow();
  await app.close();
});

describe('a service that has all the requests it can take', () => {
  it('refuses more with 503 and says when to come back; health and admin calls go on', async () => {
    const slow = fetch(`${url}/slow`);
    await arrived;
    const refused = await fetch(`${url}/slow`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/beheer/v1/iets`)).status).toBe(200);
    answerSlow();
    expect((await slow).status).toBe(200);
    expect((await fetch(`${url}/beheer/v1/iets`)).status).toBe(200);
  });
});
