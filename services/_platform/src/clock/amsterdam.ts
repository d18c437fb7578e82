/**
 * Conversions between moments and the calendar of Europe/Amsterdam. Calendar days are strings 'YYYY-MM-DD' and are
 * compared as strings.
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Before 1940 Amsterdam was 20 minutes ahead of UTC (some time zone data leave that out); since then whole hours. */
const WHOLE_HOURS_SINCE = Date.UTC(1941, 0, 1);

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  calendar: 'iso8601',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function readOffsetMs(epochMs: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of wallClock.formatToParts(epochMs)) part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(epochMs / 1000) * 1000;
}

let cachedHour = Number.NaN;
let cachedOffsetMs = 0;

/**
 * How far the clocks in Amsterdam are ahead of UTC at a moment. Asked for every recorded time, and Intl takes
 * microseconds, so the answer is kept for the hour: the offset only changes on the hour.
 */
export function amsterdamOffsetMs(epochMs: number): number {
  if (epochMs < WHOLE_HOURS_SINCE) return readOffsetMs(epochMs);
  const hour = Math.floor(epochMs / HOUR_MS);
  if (hour !== cachedHour) {
    cachedOffsetMs = readOffsetMs(epochMs);
    cachedHour = hour;
  }
  return cachedOffsetMs;
}

/** The calendar day in Amsterdam at a moment. */
export function dayOf(moment: Date): string {
  const epochMs = moment.getTime();
  return new Date(epochMs + amsterdamOffsetMs(epochMs)).toISOString().slice(0, 10);
}

/**
 * The moment at which the clocks in Amsterdam show a time of day.
 *
 * @param timeOfDayMs milliseconds since the midnight that the clock shows. A time that the spring change skips is the
 * same time on the clock before the change (02:30 is read as 03:30); of a time that the autumn change repeats, the
 * first.
 */
export function momentAt(day: string, timeOfDayMs = 0): Date {
  const wall = Date.parse(`${day}T00:00:00.000Z`) + timeOfDayMs;
  const before = wall - readOffsetMs(wall - DAY_MS);
  if (before + readOffsetMs(before) === wall) return new Date(before);
  const after = wall - readOffsetMs(wall + DAY_MS);
  if (after + readOffsetMs(after) === wall) return new Date(after);
  return new Date(before);
}

/** Milliseconds since midnight that the clock in Amsterdam shows at a moment. */
export function timeOfDayMs(moment: Date): number {
  const epochMs = moment.getTime();
  const wall = epochMs + amsterdamOffsetMs(epochMs);
  return ((wall % DAY_MS) + DAY_MS) % DAY_MS;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS);
}

/** Whether a text is a calendar day that exists, 'YYYY-MM-DD'. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}
