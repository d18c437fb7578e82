import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Exchange } from './journal.ts';

const MOST_BYTES = 64 * 1024 * 1024;
/** Hop by hop, or set anew by fetch. */
const NOT_PASSED_ON = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'keep-alive',
]);

/**
 * Stands between a supplier's system and an intake: passes every call on, and tells what was asked and answered. Tokens
 * pass through it and are not told.
 *
 * @param o.loseAnswer the answer to this delivery, counted from 1, is lost on purpose: the system must find out what
 *   became of it
 */
export function recordExchanges(o: {
  readonly intake: string;
  readonly loseAnswer?: number;
  readonly onExchange: (exchange: Exchange) => void;
}): Server {
  let deliveries = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method: methode = 'GET', url: pad = '/' } = request;
    const body = await bytesOf(request);
    const told = { methode, pad, ...parsed('verzoek', body, request.headers['content-encoding']) };
    const answer = await fetch(o.intake + pad, {
      method: methode,
      headers: [...passedOn(Object.entries(request.headers)), ...contentEncoding(request)],
      ...(body.length > 0 && { body }),
    });
    const content = Buffer.from(await answer.arrayBuffer());
    const isDelivery = methode === 'POST' && pad.split('?', 1)[0] === '/v1/leveringen';
    if (isDelivery) deliveries += 1;
    if (isDelivery && deliveries === o.loseAnswer) {
      o.onExchange(told);
      response.destroy();
      return;
    }
    o.onExchange({ ...told, status: answer.status, ...parsed('antwoord', content) });
    response.writeHead(answer.status, passedOn([...answer.headers]).flat()).end(content);
  };
  return createServer((request, response) => {
    pass(request, response).catch((error: unknown) => {
      o.onExchange({ methode: request.method ?? 'GET', pad: request.url ?? '/' });
      const detail = error instanceof Error ? error.message : 'onbekend';
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ status: 502, title: 'De kit kon de intake niet bereiken', detail }));
    });
  });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new RangeError('het verzoek is te groot');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function passedOn(headers: readonly (readonly [string, unknown])[]): [string, string][] {
  return headers
    .filter(([name, value]) => !NOT_PASSED_ON.has(name.toLowerCase()) && value !== undefined)
    .map(([name, value]) => [name, String(value)]);
}

function contentEncoding({ headers }: IncomingMessage): [string, string][] {
  const encoding = headers['content-encoding'];
  return encoding === undefined ? [] : [['content-encoding', encoding]];
}

/** As JSON, or as an array of its lines; nothing when it is neither. */
function parsed(name: 'verzoek' | 'antwoord', content: Buffer, encoding?: string): object {
  try {
    const text = (encoding === 'gzip' ? gunzipSync(content, { maxOutputLength: MOST_BYTES }) : content).toString(
      'utf8',
    );
    return text === '' ? {} : { [name]: jsonOf(text) };
  } catch {
    return {};
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  }
}
