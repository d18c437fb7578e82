import { endedByTerm, entryKeyText, isLater, isLiving } from './anteroom-entry.ts';
import type { AnteroomEntry } from './anteroom-entry.ts';
import { anteroomPlaces, standingPlaces, withoutLeftChains } from './anteroom-place.ts';
import type { AnteroomPlace } from './anteroom-place.ts';
import { endOf } from './appointment.ts';
import { addDays, dayAfter, earliest, OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';
import { dayOfClosing } from './correction-terms.ts';
import { dayOfReminder } from './correction.ts';
import { dayEntryDestroyed, dayPersonDestroyed } from './destroy.ts';
import type { GroundBook } from './ground-book.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { endOfFullGround, endOfSleep } from './settle-person.ts';
import { nextTermStep } from './term-steps.ts';

/**
 * First day whose turn may change something of the person; undefined when only a command can. Kept with the person and
 * indexed, so that a day turn touches nobody else.
 *
 * @param today the day up to which day turns have come; never later than the next turn
 */
export function nextDueDay(person: Person, today: Day, book: GroundBook): Day | undefined {
  const appointments = validAppointments(person);
  const phases = appointments.map(({ phase, snapshot }) => {
    if (phase === 'TOEKOMSTIG') return snapshot.datumIngangBenoeming;
    return phase === 'LOPEND' ? closedEnd(endOf(snapshot)) : undefined;
  });
  const corrections = [...person.corrections.map(dayOfReminder), ...person.corrections.map(dayOfClosing)];
  const destruction = [dayPersonDestroyed(person), ...person.entries.map(dayEntryDestroyed)];
  const standing = [...entryDays(person, today, book), statusDay(person, book)];
  return earliest([...phases, ...standing, ...corrections, ...destruction]);
}

function closedEnd(end: Day): Day | undefined {
  return end === OPEN_END ? undefined : dayAfter(end);
}

function entryDays(person: Person, today: Day, book: GroundBook): (Day | undefined)[] {
  if (!person.entries.some((entry) => isLiving(entry) || endedByTerm(entry))) return [];
  const places = withoutLeftChains(anteroomPlaces(person, book), person.entries);
  const standing = standingPlaces(places, today);
  return person.entries.flatMap((entry) => {
    if (endedByTerm(entry)) return [dayOfReopening(entry, places, today)];
    if (!isLiving(entry)) return [];
    const { kind, latestDay } = entry;
    const place = standing.get(entryKeyText(entry));
    // Another version of the grounds moved its term, and no turn has come to tell it.
    if (place !== undefined && place.chain.latestDay !== latestDay) return [today];
    const end = place?.end ?? lastEnd(entry, places);
    return [closedEnd(end), latestDay === undefined ? undefined : nextTermStep(kind, latestDay)];
  });
}

/** Of an entry that no place keeps any more on that day: no turn has come to end it yet. */
function lastEnd(entry: AnteroomEntry, places: readonly AnteroomPlace[]): Day {
  const key = entryKeyText(entry);
  const ends = places.filter((place) => place.entry === key).map(({ end }) => end);
  return ends.reduce((last, end) => (end > last ? end : last), ends[0] ?? OPEN_END);
}

/** The day on which all chains are over that the term of an ended entry holds for, when one with a later term follows. */
function dayOfReopening(entry: AnteroomEntry, places: readonly AnteroomPlace[], today: Day): Day | undefined {
  const key = entryKeyText(entry);
  const ahead = places.filter((place) => place.entry === key && place.end >= today);
  const next = ahead.findIndex(({ chain }) => isLater(chain.latestDay, entry.latestDay));
  if (next === -1) return undefined;
  const ends = ahead.slice(0, next).map(({ end }) => end);
  return closedEnd(ends.reduce((last, end) => (end > last ? end : last), addDays(today, -1)));
}

function statusDay(person: Person, book: GroundBook): Day | undefined {
  const { status } = person;
  if (status.kind === 'SLAPEND') return endOfSleep(status.since);
  if (status.kind !== 'BEKEND' && status.kind !== 'OPGENOMEN') return undefined;
  const last = validAppointments(person)
    .map((appointment) => endOfFullGround(appointment, book))
    .reduce((latest, end) => (end !== undefined && (latest === undefined || end > latest) ? end : latest), undefined);
  return last === undefined ? undefined : closedEnd(last);
}
