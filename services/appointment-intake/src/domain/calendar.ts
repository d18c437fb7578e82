/** Calendar days are `YYYY-MM-DD` strings and compare as strings. */

/** The day `days` after a day; negative goes back. */
export function addDays(day: string, days: number): string {
  const { year, month, date } = parts(day);
  return isoDay(Date.UTC(year, month - 1, date + days));
}

/** Same day of the month `months` later, or the last day of that month where it is too short. Negative goes back. */
export function addMonths(day: string, months: number): string {
  const { year, month, date } = parts(day);
  return isoDay(Date.UTC(year, month - 1 + months, Math.min(date, lastDayOfMonth(year, month + months))));
}

/**
 * Last day of a term of whole months: the day before start + n months; where that month is too short to have the day,
 * its last day is the last day (register page, section 2).
 */
export function endOfMonths(start: string, months: number): string {
  const { year, month, date } = parts(start);
  const last = lastDayOfMonth(year, month + months);
  return isoDay(Date.UTC(year, month - 1 + months, date > last ? last : date - 1));
}

/** 31 July of the n-th school year, the one containing the start being the first. School years begin on 1 August. */
export function endOfSchoolYears(start: string, schoolYears: number): string {
  const { year, month } = parts(start);
  const firstEndsIn = month >= 8 ? year + 1 : year;
  return `${String(firstEndsIn + schoolYears - 1).padStart(4, '0')}-07-31`;
}

function parts(day: string): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** `month` may lie outside 1..12: it then counts on into other years. */
function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
