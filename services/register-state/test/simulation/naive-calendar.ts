/** Calendar of the naive model: counts on its own, and slowly. Days are 'YYYY-MM-DD'. */
export const NEVER = '9999-12-31';

function isReal(day: string): boolean {
  const moment = new Date(`${day}T12:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

const write = (year: number, month: number, day: number): string =>
  `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;

export function tomorrow(day: string): string {
  if (day === NEVER) return NEVER;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (isReal(write(year, month, date + 1))) return write(year, month, date + 1);
  return month === 12 ? write(year + 1, 1, 1) : write(year, month + 1, 1);
}

export function yesterday(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (date > 1) return write(year, month, date - 1);
  return lastOfMonth(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1);
}

function lastOfMonth(year: number, month: number): string {
  for (const date of [31, 30, 29]) if (isReal(write(year, month, date))) return write(year, month, date);
  return write(year, month, 28);
}

/** The month that lies so many months away, one at a time. */
function monthAway(day: string, count: number): [year: number, month: number] {
  let [year = 0, month = 0] = day.split('-').map(Number);
  for (let left = count; left > 0; left -= 1) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  for (let left = count; left < 0; left += 1) [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  return [year, month];
}

/** The same day so many months away, or the last day of that month. */
export function monthsAway(day: string, count: number): string {
  const [year, month] = monthAway(day, count);
  const same = write(year, month, Number(day.slice(8)));
  return isReal(same) ? same : lastOfMonth(year, month);
}

/** MAAND n: until the day before; where the month is too short, its last day. */
export function lastOfMonths(start: string, count: number): string {
  const [year, month] = monthAway(start, count);
  const same = write(year, month, Number(start.slice(8)));
  return isReal(same) ? yesterday(same) : lastOfMonth(year, month);
}

/** SCHOOLJAAR n: the n-th 31 July that does not lie before the start. */
export function lastOfSchoolYears(start: string, count: number): string {
  let year = Number(start.slice(0, 4));
  if (start > write(year, 7, 31)) year += 1;
  return write(year + count - 1, 7, 31);
}
