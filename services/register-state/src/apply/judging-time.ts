import { dayOf } from '../../../_platform/src/clock/amsterdam.ts';
import type { LogEnd } from './applied-command.ts';

export interface JudgingTime {
  /** ISO, UTC, milliseconds. */
  readonly recordedAt: string;
  /** Calendar day in Amsterdam. */
  readonly today: string;
  /** Day of the partition's last turn; null before the first. */
  readonly lastTurn: string | null;
}

/**
 * When a command is judged: recorded time never falls within a partition, and the judging day is not before the last
 * day turn, so that nothing a day turn did is judged as if the day had not come.
 */
export function judgingTime(end: Pick<LogEnd, 'recordedAt' | 'day'>, capturedAt: string): JudgingTime {
  const recordedAt = end.recordedAt !== null && end.recordedAt > capturedAt ? end.recordedAt : capturedAt;
  const day = dayOf(new Date(recordedAt));
  return { recordedAt, today: end.day !== null && end.day > day ? end.day : day, lastTurn: end.day };
}
