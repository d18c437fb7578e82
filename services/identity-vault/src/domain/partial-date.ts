import { lastDayOfMonth, toDay } from './calendar.ts';

/**
 * A date of which the day, or the month and the day, may be unknown: 'YYYY-MM-DD', 'YYYY-MM-00' or 'YYYY-00-00'
 * (message book, section 2, type DP).
 */
export type PartialDate = string;

const SHAPE = /^(?:19|20|21)\d\d-(?:00-00|(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01]))$/;

/** True for a partial date whose known part exists in the calendar. */
export function isPartialDate(text: string): boolean {
  return SHAPE.test(text) && dayOfMonth(text) <= lastDayOfMonth(yearOf(text), monthOf(text) === 0 ? 1 : monthOf(text));
}

/** The earliest day that it can stand for. */
export function earliestDay(date: PartialDate): string {
  if (isWhole(date)) return date;
  return toDay(yearOf(date), monthOf(date) || 1, 1);
}

/** The latest day that it can stand for. */
export function latestDay(date: PartialDate): string {
  if (isWhole(date)) return date;
  const month = monthOf(date) || 12;
  return toDay(yearOf(date), month, lastDayOfMonth(yearOf(date), month));
}

/** True when some day can be meant by both. */
export function fits(one: PartialDate, other: PartialDate): boolean {
  return earliestDay(one) <= latestDay(other) && earliestDay(other) <= latestDay(one);
}

/** The one that says more; the first when both say as much. */
export function fuller(one: PartialDate, other: PartialDate): PartialDate {
  return precision(other) > precision(one) ? other : one;
}

function isWhole(date: PartialDate): boolean {
  return !date.endsWith('-00');
}

function precision(date: PartialDate): number {
  if (isWhole(date)) return 3;
  return monthOf(date) === 0 ? 1 : 2;
}

function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4));
}

function monthOf(date: PartialDate): number {
  return Number(date.slice(5, 7));
}

function dayOfMonth(date: PartialDate): number {
  return Number(date.slice(8, 10));
}
