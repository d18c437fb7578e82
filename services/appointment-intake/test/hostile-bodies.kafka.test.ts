import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { appointmentRecord, board, delivery, type Json } from './support/records.ts';

/*
 * What a hostile or broken client can write to a socket, against the whole service. Each gets a clear 4xx, a rejected
 * receipt at its place, or a closed connection; never a 5xx; others are served meanwhile; memory stays flat.
 */

let intake: RunningIntake;
let token: string;
let port: number;

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
  token = await intake.outside.tokenFor({ oin: supplierOin });
  port = Number(new URL(intake.url).port);
});
afterEach(async () => {
  const { status, body } = await intake.call('POST', '/v1/leveringen', delivery(appointmentRecord()));
  expect([status, body.ontvangstbevestigingen[0].statusMelding]).toEqual([202, 'B']);
});
afterAll(() => intake.stop());

const json = 'application/json';
const lines = 'application/x-ndjson';

function head(type: string, ...headers: string[]): string {
  return [
    'POST /v1/leveringen HTTP/1.1',
    'host: test',
    `authorization: Bearer ${token}`,
    `content-type: ${type}`,
    ...headers,
    '',
    '',
  ].join('\r\n');
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Writes the parts as the server takes them, and reads until it closes the connection. */
async function exchange(parts: Iterable<string | Buffer>, isOver: (text: string) => boolean = () => false) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      resolve();
    });
  });
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    if (isOver(text)) socket.destroy();
  });
  for (const part of parts) {
    if (socket.destroyed) break;
    if (!socket.write(part)) await Promise.race([closed, new Promise((resolve) => socket.once('drain', resolve))]);
  }
  await closed;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text } satisfies RawAnswer;
}

function post(type: string, body: string | Buffer, ...headers: string[]): (string | Buffer)[] {
  const bytes = Buffer.from(body as string);
  return [head(type, `content-length: ${bytes.length}`, 'connection: close', ...headers), bytes];
}

const chunk = (bytes: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`${Buffer.byteLength(bytes).toString(16)}\r\n`),
    Buffer.from(bytes as string),
    Buffer.from('\r\n'),
  ]);
const inDelivery = (record: string) => `{"leveringId":"${randomUUID()}","berichten":[${record}]}`;
const names = (count: number) => Array.from({ length: count }, (_, index) => `"naam${index}":0`).join();

/** The same text as the one record of a JSON delivery, and as a line. */
const corpus: [string, string | Buffer][] = [
  ['a duplicate key', '{"kop":1,"kop":2}'],
  ['1e400', '{"a":1e400}'],
  ['2^53+1', '{"a":9007199254740993}'],
  ['a lone surrogate', '{"a":"\\ud83d"}'],
  ['NUL', '{"a":"\\u0000"}'],
  ['a raw NUL', '{"a":"\0"}'],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['depth 100,000', '['.repeat(100_000)],
  ['depth 100,000, closed', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['trailing data', '{"a":1}{"b":2}'],
  ['60,000 names in one object', `{${names(60_000)}}`],
];

describe('bodies in JSON', () => {
  it.each(corpus)('%s: 400', async (_what, record) => {
    const [before = '', after = ''] = inDelivery('?').split('?');
    const body = Buffer.concat([Buffer.from(before), Buffer.from(record as string), Buffer.from(after)]);
    expect((await exchange(post(json, body))).status).toBe(400);
  });
  it.each([
    ['a byte order mark', `\ufeff${inDelivery('{}')}`],
    ['data behind it', `${inDelivery('{}')} x`],
    ['nothing', ''],
    ['__proto__ in the envelope', '{"__proto__":{"leveringId":"x"},"berichten":[{}]}'],
  ])('%s: 400', async (_what, body) => {
    expect((await exchange(post(json, body))).status).toBe(400);
  });
  it('__proto__ in a record is an unknown field like any other', async () => {
    for (const record of ['{"__proto__":{"kop":1}}', `{"kop":{"__proto__":1}}`]) {
      const { status, text } = await exchange(post(json, inDelivery(record)));
      expect(status).toBe(202);
      expect(text).toContain('"statusMelding":"A"');
    }
  });
  it('a length that is too long: the connection ends without an answer, or with 4xx', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.end(head(json, 'content-length: 500') + inDelivery('{}'));
    const received: Buffer[] = [];
    for await (const part of socket) received.push(part as Buffer);
    expect(Buffer.concat(received).toString()).not.toMatch(/^HTTP\/1\.1 [25]/);
  });
  it('a length that is too short: 400, and nothing of the rest is taken for a request', async () => {
    const body = inDelivery('{}');
    const { text } = await exchange([head(json, 'content-length: 10'), body, '\r\n\r\n']);
    expect(text).toMatch(/^HTTP\/1\.1 4/);
    expect(text).not.toMatch(/HTTP\/1\.1 [25]/);
  });
  it('garbage pipelined behind a sound request: that one is answered, the garbage 400', async () => {
    const body = JSON.stringify(delivery(appointmentRecord()));
    const { text } = await exchange([head(json, `content-length: ${Buffer.byteLength(body)}`), body, 'hallo\r\n\r\n']);
    expect(text.match(/HTTP\/1\.1 (\d{3})/g)).toContain('HTTP/1.1 400');
    expect(text).not.toMatch(/HTTP\/1\.1 5/);
  });
  it('100 MB announced, or 100 MB in chunks: 413', async () => {
    expect((await exchange([head(json, 'content-length: 104857600'), '{'])).status).toBe(413);
    const megabyte = chunk(' '.repeat(1024 * 1024));
    const answer = await exchange([head(json, 'transfer-encoding: chunked'), ...Array<Buffer>(100).fill(megabyte)]);
    expect([0, 413]).toContain(answer.status);
  });
  it('a bomb of a gigabyte in gzip: 413', async () => {
    const answer = await exchange(post(json, bomb(), 'content-encoding: gzip'));
    expect(answer.status).toBe(413);
  });
  it('what is no gzip, or half of it: 400', async () => {
    expect((await exchange(post(json, 'hallo', 'content-encoding: gzip'))).status).toBe(400);
    const half = gzipSync(inDelivery('{}')).subarray(0, 40);
    expect((await exchange(post(json, half, 'content-encoding: gzip'))).status).toBe(400);
  });
});

describe('bodies in lines', () => {
  const header = () => `{"leveringId":"${randomUUID()}"}\n`;
  const lastLine = (text: string): Json => JSON.parse(/\{[^\n]*"toestand"[^\n]*\}/.exec(text)?.[0] ?? 'null');

  it.each(corpus)('%s: one rejected receipt', async (_what, record) => {
    const body = Buffer.concat([Buffer.from(header()), Buffer.from(record as string)]);
    const { status, text } = await exchange(post(lines, body));
    expect(status).toBe(202);
    expect(text).toContain('"statusMelding":"A"');
    expect(text).toContain('"code":"359"');
    expect(lastLine(text)).toMatchObject({ toestand: 'VOLLEDIG', aantal: 1 });
  });
  it('a bomb of a gigabyte in gzip, one line of it: cut off, for its size or for how long the line takes', async () => {
    const before = process.memoryUsage.rss();
    const { text } = await exchange(post(lines, Buffer.concat([gzipSync(header()), bomb()]), 'content-encoding: gzip'));
    expect(text).toMatch(/HTTP\/1\.1 4(13|08)|"status":4(13|08)/);
    // The service and this test are one process: a gigabyte that was held would show.
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
  });
  it('a hundred thousand and one empty lines: a hundred thousand receipts, then 413', async () => {
    const body = Buffer.concat([Buffer.from(header()), Buffer.alloc(100_001, '\n')]);
    const { status, text } = await exchange(post(lines, body));
    expect(status).toBe(202);
    expect(text.match(/"statusMelding":"A"/g)).toHaveLength(100_000);
    expect(lastLine(text)).toMatchObject({ toestand: 'AFGEBROKEN', aantal: 100_000, probleem: { status: 413 } });
    // A thousand commits one after another, on a disk that may be busy.
  }, 600_000);
  it('a chunk whose size is no number: closed, and what was taken stays', async () => {
    const record = appointmentRecord();
    const first = chunk(`${header()}${JSON.stringify(record)}\n`);
    const { text } = await exchange(
      (function* () {
        yield head(lines, 'transfer-encoding: chunked');
        yield first;
        yield 'zz\r\n';
      })(),
    );
    expect(text).not.toMatch(/HTTP\/1\.1 5/);
  });
  it('garbage for gzip half-way: broken off with a problem', async () => {
    const packed = gzipSync(`${header()}${JSON.stringify(appointmentRecord())}\n`);
    const broken = Buffer.concat([packed.subarray(0, -8), Buffer.from('garbage!')]);
    const { text } = await exchange(post(lines, broken, 'content-encoding: gzip'));
    expect(text).toMatch(/HTTP\/1\.1 400|"status":400/);
  });
  it('a hundred megabytes in one line: one rejected receipt, and the next record is taken', async () => {
    const record = JSON.stringify(appointmentRecord());
    const megabyte = chunk('x'.repeat(1024 * 1024));
    const { text } = await exchange([
      head(lines, 'transfer-encoding: chunked', 'connection: close'),
      chunk(header()),
      ...Array<Buffer>(100).fill(megabyte),
      chunk(`\n${record}\n`),
      '0\r\n\r\n',
    ]);
    expect(text.match(/"statusMelding":"./g)).toEqual(['"statusMelding":"A', '"statusMelding":"B']);
    expect(text).toContain('"code":"743"');
  });
});

function bomb(): Buffer {
  // A hundred members of ten megabytes make one stream of a gigabyte.
  const member = gzipSync(Buffer.alloc(10 * 1024 * 1024, ' '));
  return Buffer.concat(Array<Buffer>(100).fill(member));
}
