/** Calendar days as 'YYYY-MM-DD', which compare as strings; years 1900 to 2199. */

export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function toDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The same day of the month so many months later; where that month is too short, its last day.
 * So someone born on 29 February turns 17 on 28 February (message book, section 4).
 */
export function addMonths(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = (count % 12) + 1;
  return toDay(year, month, Math.min(Number(day.slice(8, 10)), lastDayOfMonth(year, month)));
}

/** Every day after `from` up to and including `until`, in order; empty when `until` is not later. */
export function daysAfter(from: string, until: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from) + 86_400_000; at <= Date.parse(until); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}
