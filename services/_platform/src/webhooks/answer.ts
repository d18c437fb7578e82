/**
 * How an attempt ended. DELIVERED: status 2xx. GONE: 410, the receiver wants nothing more. LATER: 429 or 503. REFUSED:
 * any other status, redirects among them (they are not followed). TOO_SLOW: no status in time. NO_CONNECTION: no answer
 * at all. ADDRESS_REFUSED: the host has an address that is not public. NOT_SIGNED: nothing was sent, because the
 * subscription's secret does not open with the key of this installation.
 */
export type AnswerOutcome =
  'DELIVERED' | 'GONE' | 'LATER' | 'REFUSED' | 'TOO_SLOW' | 'NO_CONNECTION' | 'ADDRESS_REFUSED' | 'NOT_SIGNED';

export interface Answer {
  readonly outcome: AnswerOutcome;
  readonly status?: number;
  /** As the receiver asked for in Retry-After. */
  readonly retryAfterMs?: number;
  readonly durationMs: number;
  /** First bytes of the answer, without characters that a database or a screen would stumble over. */
  readonly excerpt: string;
}

/** Tried like any other failure and given up like it: meanwhile the owner may rotate his secret, or the key come back. */
export const NOT_SIGNED: Answer = { outcome: 'NOT_SIGNED', durationMs: 0, excerpt: '' };

export function outcomeOf(status: number): AnswerOutcome {
  if (status >= 200 && status < 300) return 'DELIVERED';
  if (status === 410) return 'GONE';
  return status === 429 || status === 503 ? 'LATER' : 'REFUSED';
}

/** Retry-After: seconds, or a date. @returns milliseconds from now; undefined when it is neither */
export function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Only the form of RFC 9110: Date.parse also takes "-1" and "12".
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
