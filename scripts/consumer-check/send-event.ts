import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';

/** As long as the register waits for the status of an answer. */
const TIMEOUT_MS = 15_000;

export interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body comes in pieces, spread over so long. */
  readonly spreadOverMs?: number;
}

export interface Reply {
  /** Undefined when none came. */
  readonly status: number | undefined;
  readonly durationMs: number;
  /** Why there is no status, in Dutch. */
  readonly fault?: string;
}

/** One call as the register makes it: redirects are not followed, and nothing of the answer's body is read. */
export async function sendEvent(url: URL, { headers, body, spreadOverMs = 0 }: Sending): Promise<Reply> {
  const begunAt = performance.now();
  const bytes = Buffer.from(body);
  const { promise, resolve } = Promise.withResolvers<Omit<Reply, 'durationMs'>>();
  const call = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/cloudevents+json',
      'content-length': String(bytes.length),
      'user-agent': 'lerarenregister-consumer-check/1',
      ...headers,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS + spreadOverMs),
  });
  call.on('response', (response) => {
    resolve({ status: response.statusCode });
    response.on('error', () => undefined);
    response.destroy();
  });
  call.on('error', (error: NodeJS.ErrnoException) => {
    resolve({ status: undefined, fault: describe(error) });
  });
  await writeSpread(call, bytes, spreadOverMs);
  const answer = await promise;
  call.destroy();
  return { ...answer, durationMs: Math.round(performance.now() - begunAt) };
}

const PIECES = 10;

async function writeSpread(call: ReturnType<typeof requestHttp>, bytes: Buffer, overMs: number): Promise<void> {
  if (overMs > 0) {
    const size = Math.ceil(bytes.length / PIECES);
    for (let at = 0; at < bytes.length && !call.destroyed; at += size) {
      call.write(bytes.subarray(at, at + size));
      await delay(overMs / PIECES);
    }
    if (!call.destroyed) call.end();
  } else {
    call.end(bytes);
  }
}

function describe({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError' || name === 'AbortError') return 'geen antwoord binnen 15 seconden';
  if (code === 'ECONNREFUSED') return 'er luistert niemand op dit adres';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'de verbinding werd verbroken voor er een antwoord was';
  return code ?? message;
}
