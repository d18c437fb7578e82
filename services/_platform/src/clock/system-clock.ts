import { dayOf } from './amsterdam.ts';
import type { Clock, RunningClock } from './clock.ts';
import { watchDays } from './watch-days.ts';

/** The clock of the machine, for code that needs the time and nothing else. */
export const systemClock: Clock = { now: () => new Date(), today: () => dayOf(new Date()) };

export function startSystemClock(): RunningClock {
  const days = watchDays(() => systemClock.today());
  return { ...systemClock, onNewDay: days.onNewDay, stop: days.stop };
}
