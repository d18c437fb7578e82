import { addDays, dayOf, daysBetween, momentAt, timeOfDayMs } from './amsterdam.ts';
import type { MovableClock } from './clock.ts';
import { watchDays } from './watch-days.ts';

const HOUR_MS = 3_600_000;

export interface PretendDate {
  /** The day that the platform pretends it is. */
  readonly datum: string;
  /** The real calendar day at which that was said. */
  readonly werkelijkeDatum: string;
}

/**
 * The pretend date with the real time of day in Amsterdam. Kept as a number of days ahead of the real date: thus the
 * date moves by a day at real midnight without anybody saying so, and only ever forward.
 *
 * @param realNow the machine's clock, replaced in tests.
 */
export function createSandboxClock(start: PretendDate, realNow: () => Date = () => new Date()): MovableClock {
  let daysAhead = daysBetween(start.werkelijkeDatum, start.datum);

  // The distance between real and pretend moments only changes on the hour (midnight and both summer time changes),
  // so it is worked out once an hour and not for every recorded time.
  let knownHour = Number.NaN;
  let distanceMs = 0;
  const nowMs = (): number => {
    const real = realNow();
    const realMs = real.getTime();
    const hour = Math.floor(realMs / HOUR_MS);
    if (hour !== knownHour) {
      distanceMs = momentAt(addDays(dayOf(real), daysAhead), timeOfDayMs(real)).getTime() - realMs;
      knownHour = hour;
    }
    return realMs + distanceMs;
  };

  const now = (): Date => new Date(nowMs());
  const today = (): string => addDays(dayOf(realNow()), daysAhead);
  const days = watchDays(today);
  return {
    now,
    today,
    onNewDay: days.onNewDay,
    moveTo: (pretendDay, realDay = dayOf(realNow())) => {
      const asked = daysBetween(realDay, pretendDay);
      if (asked <= daysAhead) return;
      daysAhead = asked;
      knownHour = Number.NaN;
      days.look();
    },
    stop: days.stop,
  };
}
