import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';

/**
 * Days that a royal decree puts on a level with public holidays (Algemene termijnenwet, art. 3 lid 3): mostly the Friday
 * after Ascension. From the decrees for 2023 to 2025 and for 2026 to 2028, whose titles name them all; a new decree
 * comes every three years and adds its days here.
 */
const EQUATED: ReadonlySet<Day> = new Set([
  '2023-04-28',
  '2023-05-19',
  '2024-05-10',
  '2024-12-27',
  '2025-05-30',
  '2026-01-02',
  '2026-05-15',
  '2027-05-07',
  '2028-04-28',
  '2028-05-26',
]);

/** Holidays with a date of their own; the King's birthday moves. */
const FIXED: ReadonlySet<string> = new Set(['01-01', '05-05', '12-25', '12-26']);

/** Days from Easter Sunday: Good Friday (lid 2), Easter Monday, Ascension, Whit Monday. The Sundays are Sundays anyhow. */
const FROM_EASTER: readonly number[] = [-2, 1, 39, 50];

/** Easter Sunday of a year of the Gregorian calendar, by the computation of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moon =
    (19 * a + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const late = Math.floor((a + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1].map((part) => String(part).padStart(2, '0'));
  return `${year}-${month}-${day}`;
}

/** Algemene termijnenwet, art. 3: the public holidays, Good Friday, and what a decree puts on a level with them. */
export function isPublicHoliday(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  if (FIXED.has(day.slice(5)) || EQUATED.has(day) || day === kingsDay(year)) return true;
  const easter = easterSunday(year);
  return FROM_EASTER.some((days) => addDays(easter, days) === day);
}

/** 27 April, celebrated the day before when that is a Sunday. */
function kingsDay(year: number): Day {
  const birthday = `${year}-04-27`;
  return weekdayOf(birthday) === 0 ? `${year}-04-26` : birthday;
}

/** 0 = Sunday. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/**
 * Algemene termijnenwet, art. 1 lid 1: a term in a law that ends on a Saturday, a Sunday or a public holiday goes on until
 * the end of the next day that is none of these. For terms of at most twelve weeks (art. 4).
 */
export function workingDayFrom(day: Day): Day {
  const weekday = weekdayOf(day);
  const isOff = weekday === 0 || weekday === 6 || isPublicHoliday(day);
  return isOff ? workingDayFrom(addDays(day, 1)) : day;
}

/**
 * Last day of a term of weeks that begins on the day after something happened (Awb 6:8 lid 1): the same day of the week
 * as it happened on, or the next working day.
 */
export function lastDayOfWeeks(happenedOn: Day, weeks: number): Day {
  return workingDayFrom(addDays(happenedOn, 7 * weeks));
}
