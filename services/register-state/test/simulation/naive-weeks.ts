import { tomorrow } from './naive-calendar.ts';

/** Days that royal decrees put on a level with public holidays, as their titles name them. */
const DECREED = [
  ...['2023-04-28', '2023-05-19', '2024-05-10', '2024-12-27', '2025-05-30', '2026-01-02', '2026-05-15'],
  ...['2027-05-07', '2028-04-28', '2028-05-26'],
];

export function daysAfter(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; left -= 1) found = tomorrow(found);
  return found;
}

/** Last day of a term of weeks by the general act on terms, counted from the day after something happened. */
export function weeksAfter(day: string, weeks: number): string {
  return nextWorkday(daysAfter(day, 7 * weeks));
}

export function nextWorkday(day: string): string {
  return isFree(day) ? nextWorkday(tomorrow(day)) : day;
}

const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();

function isFree(day: string): boolean {
  if ([0, 6].includes(weekday(day)) || DECREED.includes(day)) return true;
  const year = Number(day.slice(0, 4));
  const inYear = day.slice(5);
  if (['01-01', '05-05', '12-25', '12-26'].includes(inYear)) return true;
  if (inYear === (weekday(`${year}-04-27`) === 0 ? '04-26' : '04-27')) return true;
  const goodFriday = daysAfter(`${year}-03-01`, easterInMarch(year) - 3);
  // Good Friday itself, then Easter Monday, Ascension and Whit Monday, counted from it.
  return [0, 3, 41, 52].some((days) => daysAfter(goodFriday, days) === day);
}

/** Easter Sunday as a day of March (32 is the first of April), by Oudin's reckoning. */
function easterInMarch(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const epact = (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const late = Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11);
  const moon = epact - Math.floor(epact / 28) * (1 - late);
  const beyond = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return moon - beyond + 28;
}
