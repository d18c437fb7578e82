/** What one process takes from its clients at most. */
export interface HttpLimits {
  /** Decoded body of a request; routes may set a lower or higher `bodyLimit` of their own. */
  readonly bodyBytes: number;
  readonly jsonDepth: number;
  /** From the first byte of a request to the last of its body; later: 408. */
  readonly requestMs: number;
  /** The same for a body that its route reads as it comes in. */
  readonly streamMs: number;
  readonly headersMs: number;
  /** A connection on which nothing moves for so long is closed, also while an answer is being made; 0: never. */
  readonly answerMs: number;
  readonly idleConnectionMs: number;
  readonly connections: number;
  /** Requests being worked on at once; more: 503. */
  readonly requestsInFlight: number;
  /** Announced bodies of requests being worked on at once; more: 503. Bounds the memory that clients can fill. */
  readonly bodyBytesInFlight: number;
  /** Of one client: a token's subject, or an address when there is no valid token. More: 429. Services are not counted. */
  readonly requestsPerMinute: number;
  /**
   * Mean delay of the event loop over a second; more: 503; 0: not judged. Large, because on a crowded machine every
   * process is late now and then without having too much to do; what bounds the waiting is requestsInFlight.
   */
  readonly eventLoopDelayMs: number;
}

export const DEFAULT_LIMITS: HttpLimits = {
  bodyBytes: 4 * 1024 * 1024,
  jsonDepth: 32,
  requestMs: 30_000,
  streamMs: 30 * 60_000,
  headersMs: 10_000,
  answerMs: 120_000,
  idleConnectionMs: 72_000,
  connections: 2_000,
  requestsInFlight: 512,
  bodyBytesInFlight: 96 * 1024 * 1024,
  requestsPerMinute: 60_000,
  eventLoopDelayMs: 5_000,
};
