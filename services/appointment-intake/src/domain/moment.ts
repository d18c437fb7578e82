import { addMonths } from './calendar.ts';

/** When a record came in, and the limits that follow from it; made once per request. */
export interface Moment {
  /** DT: time of receipt. */
  readonly at: string;
  /** D: day of receipt in Europe/Amsterdam. */
  readonly day: string;
  /** A begin after this day is more than a year ahead (332). */
  readonly inOneYear: string;
  /** An end after this day is more than five years ahead (331). */
  readonly inFiveYears: string;
  /** DT: latest time a message may say it was made. */
  readonly latestMessageTime: string;
}

const toleranceMs = 5 * 60_000;

/** @param now time of receipt; @param day its calendar day in Europe/Amsterdam */
export function momentOf(now: Date, day: string): Moment {
  return {
    at: now.toISOString(),
    day,
    inOneYear: addMonths(day, 12),
    inFiveYears: addMonths(day, 60),
    latestMessageTime: new Date(now.getTime() + toleranceMs).toISOString(),
  };
}
