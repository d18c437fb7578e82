import type { Answer, AnswerOutcome } from './answer.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the 1st, 2nd, … failure: the schedule that the Standard Webhooks specification suggests, 75 hours long. */
export const retryWaitsMs: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
const longestRetryAfterMs = 24 * HOUR;
const longestPauseMs = 5 * MINUTE;
/** Up to this part is added to each wait, so that receivers that were down do not get everything at one moment. */
const jitter = 0.2;

/** Trouble of the receiver as a whole: its other messages would meet it too. */
const wholeReceiver: ReadonlySet<AnswerOutcome> = new Set(['LATER', 'TOO_SLOW', 'NO_CONNECTION', 'ADDRESS_REFUSED']);

export type RetryPlan =
  | { readonly next: 'DONE' }
  /** The subscription ends. */
  | { readonly next: 'STOP'; readonly reason: 'GONE' | 'EXHAUSTED' }
  | {
      readonly next: 'RETRY';
      /** Until this message is tried again. */
      readonly waitMs: number;
      /** Until anything is sent to this receiver again; 0 when only the message is to blame. */
      readonly pauseMs: number;
    };

/**
 * What follows from an answer.
 *
 * @param attempts of this message, this one included
 * @param failures of the subscription in a row, this one included
 * @param random in [0, 1)
 */
export function planRetry(answer: Answer, attempts: number, failures: number, random: number): RetryPlan {
  if (answer.outcome === 'DELIVERED') return { next: 'DONE' };
  if (answer.outcome === 'GONE') return { next: 'STOP', reason: 'GONE' };
  const wait = retryWaitsMs[attempts - 1];
  if (wait === undefined) return { next: 'STOP', reason: 'EXHAUSTED' };
  const asked = Math.min(answer.retryAfterMs ?? 0, longestRetryAfterMs);
  const stretch = 1 + jitter * random;
  const isWhole = wholeReceiver.has(answer.outcome) || (answer.status ?? 0) >= 500;
  const pause = isWhole ? Math.min(longestPauseMs, 5 * SECOND * 2 ** Math.min(failures - 1, 10)) : 0;
  return {
    next: 'RETRY',
    waitMs: Math.round(Math.max(wait, asked) * stretch),
    pauseMs: Math.round(Math.max(pause, asked) * (isWhole ? stretch : 1)),
  };
}
