import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServiceClient } from '../../src/http/service-client.ts';
import type { ServiceClient } from '../../src/http/service-client.ts';

let server: Server;
let client: ServiceClient;
let asked: { method: string | undefined; url: string | undefined; body: string; authorization: string | undefined }[];

async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<void> {
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ method: request.method, url: request.url, body, authorization: request.headers.authorization });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = createServiceClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tokens: { tokenFor: () => Promise.resolve('tok') },
    timeoutMs: 300,
  });
}

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('service client', () => {
  it('sends JSON with a token and reads JSON', async () => {
    await serve((response) => response.end('{"b":2}'));
    expect(await client.post('/v1/x?y=1', { a: 1 })).toEqual({ b: 2 });
    expect(await client.get('/z', { authorization: 'Bearer eigen' })).toEqual({ b: 2 });
    expect(asked).toEqual([
      { method: 'POST', url: '/v1/x?y=1', body: '{"a":1}', authorization: 'Bearer tok' },
      { method: 'GET', url: '/z', body: '', authorization: 'Bearer eigen' },
    ]);
  });

  it('gives undefined for an answer without content', async () => {
    await serve((response) => response.writeHead(204).end());
    expect(await client.put('/x', {})).toBeUndefined();
  });

  it('tells a refusal from a failure', async () => {
    await serve((response, request) => {
      response.writeHead(Number(request.url?.slice(1)), { 'content-type': 'application/problem+json' });
      response.end('{"type":"urn:lrr:probleem:al-gebruikt"}');
    });
    await expect(client.post('/409', {})).rejects.toMatchObject({
      code: 'UPSTREAM_REFUSED',
      status: 409,
      problemType: 'al-gebruikt',
      retryable: false,
    });
    for (const status of [429, 500, 503]) {
      await expect(client.get(`/${status}`)).rejects.toMatchObject({ code: 'UPSTREAM_DOWN', status, retryable: true });
    }
    expect(asked).toHaveLength(4);
  });

  it('gives up after the time-out', async () => {
    await serve(() => undefined);
    await expect(client.get('/x')).rejects.toMatchObject({ code: 'UPSTREAM_DOWN', retryable: true });
  });

  it('does not send a POST twice when the connection broke after it; a GET it does', async () => {
    await serve((response) => response.destroy());
    await expect(client.post('/x', {})).rejects.toMatchObject({ code: 'UPSTREAM_DOWN' });
    expect(asked).toHaveLength(1);
    await expect(client.get('/x')).rejects.toMatchObject({ code: 'UPSTREAM_DOWN' });
    expect(asked).toHaveLength(3);
  });

  it('has one time-out for both tries together', async () => {
    // Each try had its own: whoever waited for us gave up before we did.
    await serve((response) => setTimeout(() => (asked.length === 1 ? response.destroy() : response.end('{}')), 200));
    await expect(client.get('/x')).rejects.toMatchObject({ code: 'UPSTREAM_DOWN' });
  });

  it('takes an answer that is no JSON for a failure', async () => {
    await serve((response) => response.end('<html>'));
    await expect(client.get('/x')).rejects.toMatchObject({ code: 'UPSTREAM_DOWN' });
  });
});
