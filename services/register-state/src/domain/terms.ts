import type { Day } from './calendar.ts';

/** The terms that the register itself keeps. Those of a ground stand in the code list of grounds. */
export interface Terms {
  /** First day from which they hold. */
  readonly validFrom: Day;
  /** `nadert`: months before the latest day of a chain from which it runs out (608, TERMIJN_NADERT). */
  readonly monthsOfWarning: number;
  /** Days after the latest day of a chain on which an entry ends by its term: four weeks to put it right, and a day. */
  readonly daysUntilTermEnds: number;
  /** Months that somebody SLAPEND is kept in the register. */
  readonly monthsAsleep: number;
  /** Months that an ended entry of the anteroom, and somebody BEWAARD, are kept before they are destroyed. */
  readonly monthsKept: number;
  /** Days after which a board is reminded of a teacher's request for correction. */
  readonly daysUntilReminder: number;
  /** Days in which it has to answer. */
  readonly daysToAnswer: number;
  /**
   * Weeks after the board's answer in which the teacher can ask the register to decide. The register's own rule; as long
   * as the law gives to object, so that nobody has less time because it was the board that answered.
   */
  readonly weeksToAskDecision: number;
  /** Weeks in which the register decides on a request: the reasonable term of Awb 4:13 lid 2. */
  readonly weeksToDecide: number;
  /** Weeks in which one can object or appeal (Awb 6:7), counted from the day after a decision was made known (6:8). */
  readonly weeksToObject: number;
  /** Weeks after that term in which an objection still counts that was posted within it (Awb 6:9 lid 2). */
  readonly weeksInPost: number;
  /** Weeks in which the register decides on an objection, from the day after the term to object (Awb 7:10 lid 1). */
  readonly weeksToReview: number;
  /** The same when an advisory commission is set up for it (Awb 7:10 lid 1, 7:13). */
  readonly weeksToReviewWithCommission: number;
  /** Weeks by which it can adjourn that decision, once (Awb 7:10 lid 3). */
  readonly weeksOfAdjournment: number;
  /** Days in which a board has to deliver what a decision obliges it to; the register's own rule, as for an answer. */
  readonly daysToCarryOut: number;
  /** 609: months that replacements may last together (art. 33 WVO, art. 3 WEC). */
  readonly monthsOfReplacement: number;
  /** 609: months that may lie between two replacements that count as one. */
  readonly monthsOfGap: number;
}

/** Oldest first. A term that changes gets a row with its first day; what counts from an earlier day keeps the former. */
const TERMS: readonly [Terms, ...Terms[]] = [
  {
    validFrom: '2018-08-01',
    monthsOfWarning: 6,
    daysUntilTermEnds: 29,
    monthsAsleep: 60,
    monthsKept: 60,
    daysUntilReminder: 14,
    daysToAnswer: 28,
    weeksToAskDecision: 6,
    weeksToDecide: 8,
    weeksToObject: 6,
    weeksInPost: 1,
    weeksToReview: 6,
    weeksToReviewWithCommission: 12,
    weeksOfAdjournment: 6,
    daysToCarryOut: 28,
    monthsOfReplacement: 12,
    monthsOfGap: 3,
  },
];

/**
 * The terms for what counts from a day: the latest day of a chain, the day somebody fell asleep, was kept or asked for a
 * correction, the first day of a series of replacements. Before the first row they are those of the first row.
 */
export function termsOn(day: Day, rows: readonly [Terms, ...Terms[]] = TERMS): Terms {
  return rows.findLast(({ validFrom }) => validFrom <= day) ?? rows[0];
}
