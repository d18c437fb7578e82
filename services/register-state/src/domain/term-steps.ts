import type { EntryKey, EntryStanding } from './anteroom-entry.ts';
import { addDays, addMonths, dayAfter } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { Chain } from './chain.ts';
import type { EntryClosed, TermStep } from './events.ts';
import { termsOn } from './terms.ts';

/** First day from which a chain runs out. */
export function firstDayOfWarning(latestDay: Day): Day {
  return addMonths(latestDay, -termsOn(latestDay).monthsOfWarning);
}

/** nadert(D): D is within six months of the latest day, or past it. For 608 and for the state of an entry. */
export function isRunningOut(latestDay: Day, day: Day): boolean {
  return day >= firstDayOfWarning(latestDay);
}

/** The day on which an entry ends by its term, when nothing came of the days it was given to put that right. */
export function dayTermEnds(latestDay: Day): Day {
  return addDays(latestDay, termsOn(latestDay).daysUntilTermEnds);
}

/** The day of the next step of an entry's term. */
export function nextTermStep(standing: EntryStanding, latestDay: Day): Day {
  switch (standing) {
    case 'INGESCHREVEN':
      return firstDayOfWarning(latestDay);
    case 'TERMIJN_NADERT':
      return dayAfter(latestDay);
    case 'TERMIJN_VERSTREKEN':
      return dayTermEnds(latestDay);
  }
}

/** All steps that the turn of a day brings to an entry on a chain: those due are taken at once, in their order. */
export function termSteps(
  { board, number, ground, teaching }: EntryKey,
  standing: EntryStanding,
  { latestDay, newest }: Chain,
  day: Day,
): (TermStep | EntryClosed)[] {
  if (latestDay === undefined) return [];
  const key = { board, number, ground, teaching };
  const events: (TermStep | EntryClosed)[] = [];
  const step = { ...key, newest: newest.ground.code, latestDay, on: day };
  let before = standing;
  if (before === 'INGESCHREVEN' && isRunningOut(latestDay, day)) {
    events.push({ type: 'voorportaal-termijn-nadert', ...step, before });
    before = 'TERMIJN_NADERT';
  }
  if (before === 'TERMIJN_NADERT' && day > latestDay) {
    events.push({ type: 'voorportaal-termijn-verstreken', ...step, before });
    before = 'TERMIJN_VERSTREKEN';
  }
  if (before === 'TERMIJN_VERSTREKEN' && day >= dayTermEnds(latestDay)) {
    events.push({
      type: 'voorportaal-beeindigd',
      ...key,
      before,
      reason: 'TERMIJN',
      on: day,
      endedOn: addDays(day, -1),
    });
  }
  return events;
}
