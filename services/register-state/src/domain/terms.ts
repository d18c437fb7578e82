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
  /** Days after which a board is reminded of a teacher's request for correction. */
  readonly daysUntilReminder: number;
  /** Days in which it has to answer. */
  readonly daysToAnswer: number;
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
    daysUntilReminder: 14,
    daysToAnswer: 28,
    monthsOfReplacement: 12,
    monthsOfGap: 3,
  },
];

/**
 * The terms for what counts from a day: the latest day of a chain, the day somebody fell asleep or asked for a
 * correction, the first day of a series of replacements. Before the first row they are those of the first row.
 */
export function termsOn(day: Day, rows: readonly [Terms, ...Terms[]] = TERMS): Terms {
  return rows.findLast(({ validFrom }) => validFrom <= day) ?? rows[0];
}
