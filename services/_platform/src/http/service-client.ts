import { Agent } from 'undici';
import type { ServiceTokens } from './service-tokens.ts';
import { UpstreamError } from './upstream-error.ts';

type Headers = Readonly<Record<string, string>>;

/** Calls another service with JSON; headers given win over its own. The type argument is the caller's word for what comes back: check it where it matters. */
export interface ServiceClient {
  get<T>(path: string, headers?: Headers): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Headers): Promise<T>;
  put<T>(path: string, body: unknown, headers?: Headers): Promise<T>;
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 32;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** Below the 72 s of our servers, so that a kept connection is not used while the other side closes it. */
const KEEP_ALIVE_MS = 30_000;
/** Failures before anything was sent: the other side cannot have done the work. */
const NOTHING_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * @param o.tokens for services of the platform; left out for systems outside it.
 * @param o.timeoutMs for the whole call, answer and second try included.
 *
 * Its calls throw UpstreamError. A call is repeated once when no connection could be made; GET and PUT also when the
 * connection broke. A POST that may have arrived is never repeated here.
 */
export function createServiceClient(o: {
  baseUrl: string;
  tokens?: ServiceTokens | undefined;
  timeoutMs: number;
}): ServiceClient {
  const base = o.baseUrl.replace(/\/+$/, '');
  const agent = new Agent({
    connections: MAX_CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: Math.min(o.timeoutMs, 5_000) },
    maxResponseSize: MAX_ANSWER_BYTES,
  });

  const once = async (
    method: Method,
    path: string,
    text: string | undefined,
    extra: Headers,
    signal: AbortSignal,
  ): Promise<unknown> => {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (text !== undefined) headers['content-type'] = 'application/json';
    if (o.tokens !== undefined) headers['authorization'] = `Bearer ${await o.tokens.tokenFor()}`;
    Object.assign(headers, extra);
    const url = new URL(base + path);
    const { statusCode, body } = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers,
      body: text ?? null,
      signal,
    });
    const answer = await body.text();
    if (statusCode >= 200 && statusCode < 300) return answer === '' ? undefined : JSON.parse(answer);
    throw refusal(statusCode, answer);
  };

  const call = async (method: Method, path: string, body: unknown, headers: Headers = {}): Promise<unknown> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const timeout = AbortSignal.timeout(o.timeoutMs);
    try {
      return await once(method, path, text, headers, timeout);
    } catch (error) {
      if (!mayRepeat(method, error)) throw asUpstreamError(error);
    }
    try {
      return await once(method, path, text, headers, timeout);
    } catch (error) {
      throw asUpstreamError(error);
    }
  };

  return {
    get: async <T>(path: string, headers?: Headers) => (await call('GET', path, undefined, headers)) as T,
    post: async <T>(path: string, body: unknown, headers?: Headers) => (await call('POST', path, body, headers)) as T,
    put: async <T>(path: string, body: unknown, headers?: Headers) => (await call('PUT', path, body, headers)) as T,
    close: () => agent.close(),
  };
}

type Method = 'GET' | 'POST' | 'PUT';

function mayRepeat(method: Method, error: unknown): boolean {
  if (error instanceof UpstreamError) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return false;
  return NOTHING_SENT.has(code) || (method !== 'POST' && (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET'));
}

function refusal(status: number, answer: string): UpstreamError {
  const isDown = status >= 500 || status === 429 || status === 408;
  return new UpstreamError(isDown ? 'UPSTREAM_DOWN' : 'UPSTREAM_REFUSED', {
    status,
    problemType: /"type"\s*:\s*"urn:lrr:probleem:([a-z0-9-]{1,80})"/.exec(answer)?.[1],
  });
}

function asUpstreamError(error: unknown): UpstreamError {
  return error instanceof UpstreamError ? error : new UpstreamError('UPSTREAM_DOWN', { cause: error });
}
