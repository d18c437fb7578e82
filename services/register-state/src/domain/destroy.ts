import { isLiving } from './anteroom-entry.ts';
import type { AnteroomEntry } from './anteroom-entry.ts';
import { dayAfter } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { EntryDestroyed, PersonDestroyed } from './events.ts';
import type { Person } from './person.ts';
import { dayDestroyed } from './settle-person.ts';

/** The day on which an ended entry is destroyed by itself; undefined while it lives. Counts from the first day out. */
export function dayEntryDestroyed(entry: AnteroomEntry): Day | undefined {
  return entry.kind === 'BEEINDIGD' ? dayDestroyed(dayAfter(entry.endedOn)) : undefined;
}

/**
 * The day on which a person is destroyed as he stands now. A living entry puts it off, until the turn that ends the entry:
 * that may be the day after.
 */
export function dayPersonDestroyed({ status, entries }: Pick<Person, 'status' | 'entries'>): Day | undefined {
  if (status.kind !== 'BEWAARD' || entries.some(isLiving)) return undefined;
  return dayDestroyed(status.since);
}

/**
 * What the turn of a day destroys: the person with all there is of him, or else each entry whose time has come.
 *
 * @param today when it is judged, which is later for somebody who was parked and makes up for the turn: only then his data
 *   go, and the log names no other day once they are erased
 */
export function destroyedOn(person: Person, turn: Day, today: Day): [PersonDestroyed] | EntryDestroyed[] {
  const own = dayPersonDestroyed(person);
  if (own !== undefined && own <= turn) return [{ type: 'persoon-vernietigd', before: person.status, day: today }];
  return person.entries.flatMap((entry) => {
    const due = dayEntryDestroyed(entry);
    if (entry.kind !== 'BEEINDIGD' || due === undefined || due > turn) return [];
    const { board, number, ground, teaching, reason } = entry;
    return [{ type: 'voorportaal-vernietigd', board, number, ground, teaching, reason, day: today }];
  });
}
