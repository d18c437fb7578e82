/**
 * The demonstration is a client like any other: it knows the public APIs and the sandbox, nothing inside a service.
 */

/** Base URLs of a running platform, as `.data/endpoints.json` holds them. */
export interface Endpoints {
  readonly intake: string;
  readonly register: string;
  readonly portfolio: string;
  readonly sandbox: string;
  readonly kafka: string;
}

export class CallFailed extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(method: string, url: string, status: number, body: unknown) {
    super(`${method} ${url} answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
    this.status = status;
    this.body = body;
  }
}

/** A frozen service must not keep anybody waiting for minutes. */
const ANSWER_WITHIN_MS = 60_000;

/** One JSON call; throws CallFailed for every answer of 400 and above. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  o: { readonly token?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<T> {
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    headers: {
      ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(o.token === undefined ? {} : { authorization: `Bearer ${o.token}` }),
      ...o.headers,
    },
    ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
  });
  const text = await answer.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (!answer.ok) throw new CallFailed(method, url, answer.status, body);
  return body as T;
}

/** A token of the sandbox's issuer. */
export async function tokenFor(
  endpoints: Endpoints,
  audience: string,
  o: { readonly scope?: readonly string[]; readonly claims?: Readonly<Record<string, unknown>> },
): Promise<string> {
  const { token } = await call<{ token: string }>('POST', `${endpoints.sandbox}/tokens`, {
    body: { audience, scope: o.scope ?? [], claims: o.claims ?? {} },
  });
  return token;
}

/** Asks until the answer is there; throws with what was waited for when it takes longer than `withinMs`. */
export async function until<T>(what: string, withinMs: number, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not seen within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
