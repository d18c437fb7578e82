import { setTimeout as delay } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { outcomeOf, readRetryAfter, type Answer, type AnswerOutcome } from './answer.ts';
import { signMessage } from './sign-message.ts';

export interface Call {
  readonly url: string;
  readonly messageId: string;
  /** JSON, unless `headers` say otherwise. */
  readonly body: string;
  /** Further headers, names in lower case; `content-type` among them when it is not plain JSON. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Open secrets, the newest first. */
  readonly secrets: readonly string[];
}

export interface CallLimits {
  /** From the first byte sent to the status of the answer. */
  readonly timeoutMs: number;
  /** For the excerpt, once the status is there. */
  readonly excerptMs: number;
  readonly excerptBytes: number;
}

export const callLimits: CallLimits = { timeoutMs: 15_000, excerptMs: 2_000, excerptBytes: 512 };

/**
 * One attempt. The status decides; of the body only the first bytes are read, for as long as excerptMs, and then the
 * connection is closed: a receiver can neither keep us waiting nor fill our memory. Redirects are not followed.
 *
 * @throws only when `stop` is aborted: then nobody knows whether it arrived
 */
export async function callReceiver(
  call: Call,
  agent: Dispatcher,
  stop: AbortSignal,
  limits = callLimits,
): Promise<Answer> {
  const begunAt = performance.now();
  const duration = (): number => Math.round(performance.now() - begunAt);
  const tooSlow = new AbortController();
  const timer = setTimeout(() => {
    tooSlow.abort();
  }, limits.timeoutMs);
  try {
    const url = new URL(call.url);
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...call.headers,
        'user-agent': 'lerarenregister-webhooks/1',
        ...signMessage(call.messageId, call.body, new Date(), call.secrets),
      },
      body: call.body,
      signal: AbortSignal.any([stop, tooSlow.signal]),
    });
    clearTimeout(timer);
    const durationMs = duration();
    const asked = headers['retry-after'];
    const retryAfterMs = readRetryAfter(Array.isArray(asked) ? asked[0] : asked, new Date());
    return {
      outcome: outcomeOf(statusCode),
      status: statusCode,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      durationMs,
      excerpt: await readExcerpt(body, limits),
    };
  } catch (error) {
    if (stop.aborted) throw error;
    return { outcome: failureOf(error, tooSlow.signal.aborted), durationMs: duration(), excerpt: '' };
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(error: unknown, isTooSlow: boolean): AnswerOutcome {
  if (isTooSlow) return 'TOO_SLOW';
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  if (code === 'ADDRESS_REFUSED' || cause?.code === 'ADDRESS_REFUSED') return 'ADDRESS_REFUSED';
  return code === 'UND_ERR_CONNECT_TIMEOUT' ? 'TOO_SLOW' : 'NO_CONNECTION';
}

async function readExcerpt(body: Dispatcher.ResponseData['body'], limits: CallLimits): Promise<string> {
  const chunks: Buffer[] = [];
  const read = async (): Promise<void> => {
    let bytes = 0;
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes >= limits.excerptBytes) return;
    }
  };
  // An answer that breaks off keeps what came of it.
  const reading = read().catch(() => undefined);
  const late = new AbortController();
  await Promise.race([reading, delay(limits.excerptMs, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
  body.destroy();
  return printable(Buffer.concat(chunks).subarray(0, limits.excerptBytes));
}

/** Control characters become blanks: PostgreSQL refuses NUL, and a terminal obeys others. */
function printable(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
