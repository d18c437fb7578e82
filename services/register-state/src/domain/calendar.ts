/**
 * Calendar days of Europe/Amsterdam as strings 'YYYY-MM-DD', compared as strings. Pure; no clock.
 */
export type Day = string;

/** Later than every day of the message book (which ends on 2199-12-31): stands for an end that is not stated. */
export const OPEN_END: Day = '9999-12-31';

/** Month by month and without a Date: every stretch asks for the next day, and every term is some months away. */
export function addDays(day: Day, count: number): Day {
  let [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)) + count];
  while (date < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    date += lengthOfMonth(year, month);
  }
  while (date > lengthOfMonth(year, month)) {
    date -= lengthOfMonth(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return dayFrom(year, month, date);
}

/** The day itself when it is open: an open end plus one day is still open. */
export function dayAfter(day: Day): Day {
  return day === OPEN_END ? OPEN_END : addDays(day, 1);
}

function monthPlus(day: Day, months: number): { year: number; month: number } {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** The same day n months on (or back); where that month is too short, its last day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month } = monthPlus(day, months);
  return dayFrom(year, month, Math.min(Number(day.slice(8, 10)), lengthOfMonth(year, month)));
}

/**
 * Last day of a term of n months (`MAAND n`): the day before start + n months; where the month is too short, its last
 * day is the last day.
 */
export function lastDayOfMonths(start: Day, months: number): Day {
  const { year, month } = monthPlus(start, months);
  const length = lengthOfMonth(year, month);
  const dayOfMonth = Number(start.slice(8, 10));
  return dayOfMonth > length ? dayFrom(year, month, length) : addDays(dayFrom(year, month, dayOfMonth), -1);
}

/** 31 July of the n-th school year (1 August to 31 July); the one that contains the start counts as the first. */
export function lastDayOfSchoolYears(start: Day, count: number): Day {
  const year = Number(start.slice(0, 4));
  const firstEnd = start.slice(5) >= '08-01' ? year + 1 : year;
  return dayFrom(firstEnd + count - 1, 7, 31);
}

export function earliest(days: readonly (Day | undefined)[]): Day | undefined {
  let found: Day | undefined;
  for (const day of days) if (day !== undefined && (found === undefined || day < found)) found = day;
  return found;
}
