/**
 * A call to another service did not give an answer that can be used.
 * - UPSTREAM_DOWN: no connection, time-out, 429 or 5xx; trying again can help.
 * - UPSTREAM_REFUSED: it answered 4xx; the same call gets the same answer.
 */
export class UpstreamError extends Error {
  readonly code: 'UPSTREAM_DOWN' | 'UPSTREAM_REFUSED';
  readonly status: number | undefined;
  /** Slug of the problem answer, when there was one. */
  readonly problemType: string | undefined;
  readonly retryable: boolean;

  constructor(
    code: 'UPSTREAM_DOWN' | 'UPSTREAM_REFUSED',
    o: { status?: number; problemType?: string | undefined; cause?: unknown } = {},
  ) {
    super(`${code}${o.status === undefined ? '' : ` ${o.status}`}`, { cause: o.cause });
    this.name = 'UpstreamError';
    this.code = code;
    this.status = o.status;
    this.problemType = o.problemType;
    this.retryable = code === 'UPSTREAM_DOWN';
  }
}
