import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { testServer } from './fixture.ts';

/** The corpus of bad requests over a real socket: what arrives is exactly what is written here, and no client corrects it. */

const BODY_LIMIT = 1_000_000;
const SLOW_AFTER_MS = 1_500;

let app: FastifyInstance;
let port: number;
let logged: () => string;

beforeAll(async () => {
  ({ app, logged } = await testServer({
    bodyLimit: BODY_LIMIT,
    limits: { requestMs: SLOW_AFTER_MS, headersMs: SLOW_AFTER_MS },
  }));
  app.post('/x', { config: { access: { public: true } } }, (request) => ({ terug: request.body }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as AddressInfo);
});
afterAll(async () => app.close());

interface RawAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  readonly closedAfterMs: number;
}

/** Writes the chunks and reads until the server closes the connection. */
async function exchange(...chunks: (string | Buffer)[]): Promise<RawAnswer> {
  const begunAt = Date.now();
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  for (const chunk of chunks) socket.write(chunk);
  await new Promise<void>((resolve) => {
    socket.on('close', () => {
      resolve();
    });
    socket.on('error', () => {
      resolve();
    });
  });
  const text = Buffer.concat(received).toString('utf8');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]),
    type: /"type":"urn:lrr:probleem:([a-z-]+)"/.exec(text)?.[1],
    text,
    closedAfterMs: Date.now() - begunAt,
  };
}

function head(...lines: string[]): string {
  return ['POST /x HTTP/1.1', 'host: test', 'content-type: application/json', ...lines, '', ''].join('\r\n');
}

function post(body: string | Buffer): [string, Buffer] {
  const bytes = Buffer.from(body as string);
  return [head(`content-length: ${bytes.length}`, 'connection: close'), bytes];
}

async function stillServes(): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/x`, {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
  });
  expect(await answer.json()).toEqual({ terug: { a: 1 } });
}

describe('bad bodies', () => {
  it.each([
    ['a byte order mark', '\ufeff{}'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['depth 100,000', '['.repeat(100_000)],
    ['depth 100,000, closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['1e400', '{"a":1e400}'],
    ['2^53+1', '{"a":9007199254740993}'],
    ['a lone surrogate', '{"a":"\\ud83d"}'],
    ['NUL', '{"a":"\\u0000"}'],
    ['raw NUL', '{"a":"\0"}'],
    ['duplicate keys', '{"a":1,"a":2}'],
    ['trailing data', '{"a":1}{"b":2}'],
    ['nothing', ''],
    ['half a body that ends', '{"a":'],
  ])('%s: 400, and others are served', async (_name, body) => {
    const answer = await exchange(...post(body));
    expect([answer.status, answer.type]).toEqual([400, 'geen-json']);
    expect(answer.text).toContain('content-type: application/problem+json\r\n');
    await stillServes();
  });

  it('100 MB announced: 413 without reading it', async () => {
    const answer = await exchange(head('content-length: 104857600'), '{"a":1');
    expect([answer.status, answer.type]).toEqual([413, 'te-groot']);
    expect(answer.closedAfterMs).toBeLessThan(1_000);
    await stillServes();
  });

  it('chunks without end: 413 at the limit', async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const answer = await exchange(head('transfer-encoding: chunked'), ...Array<string>(40).fill(chunk));
    expect([answer.status, answer.type]).toEqual([413, 'te-groot']);
    await stillServes();
  });

  it('chunks that stop coming: 408', async () => {
    const answer = await exchange(head('transfer-encoding: chunked'), '5\r\n{"a":\r\n');
    expect([answer.status, answer.type]).toEqual([408, 'te-traag']);
    await stillServes();
  });

  it('a body that comes too slowly: 408', async () => {
    const answer = await exchange(head('content-length: 20'), '{"a"');
    expect([answer.status, answer.type]).toEqual([408, 'te-traag']);
    expect(answer.closedAfterMs).toBeLessThan(SLOW_AFTER_MS + 2_000);
    await stillServes();
  });

  it('headers that come too slowly: 408', async () => {
    const answer = await exchange('POST /x HTTP/1.1\r\nhost: test\r\n');
    expect([answer.status, answer.type]).toEqual([408, 'te-traag']);
  });
});

describe('bad requests', () => {
  it.each([
    ['no HTTP', 'hallo\r\n\r\n', 400],
    ['another length than announced twice', head('content-length: 2', 'content-length: 3') + '{}', 400],
    ['length and chunks together', head('content-length: 2', 'transfer-encoding: chunked') + '0\r\n\r\n', 400],
    ['headers of 100 kB', head(`x-a: ${'a'.repeat(100_000)}`), 431],
    ['a chunk size that is no number', head('transfer-encoding: chunked') + 'zz\r\n', 400],
  ])('%s', async (_name, text, status) => {
    const answer = await exchange(text);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('application/problem+json');
    await stillServes();
  });

  it('leaves no 5xx behind', () => {
    expect(logged()).not.toContain('REQUEST_FAILED');
  });
});
