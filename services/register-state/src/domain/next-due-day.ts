import { entryKeyText } from './anteroom-entry.ts';
import type { AnteroomEntry } from './anteroom-entry.ts';
import { anteroomPlaces, standingPlaces, withoutLeftChains } from './anteroom-place.ts';
import type { AnteroomPlace } from './anteroom-place.ts';
import { endOf } from './appointment.ts';
import { addMonths, dayAfter, earliest, OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { GroundBook } from './ground-book.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { endOfFullGround } from './settle-person.ts';

/** SLAPEND for five years becomes BEWAARD(EINDE). */
export const MONTHS_ASLEEP = 60;

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
  return earliest([...phases, ...entryDays(person, today, book), statusDay(person, book)]);
}

function closedEnd(end: Day): Day | undefined {
  return end === OPEN_END ? undefined : dayAfter(end);
}

function entryDays(person: Person, today: Day, book: GroundBook): (Day | undefined)[] {
  const living = person.entries.filter(({ kind }) => kind === 'INGESCHREVEN');
  if (living.length === 0) return [];
  const places = withoutLeftChains(anteroomPlaces(person, book), person.entries);
  const standing = standingPlaces(places, today);
  return living.map((entry) => closedEnd(standing.get(entryKeyText(entry))?.end ?? lastEnd(entry, places)));
}

/** Of an entry that no place keeps any more on that day: no turn has come to end it yet. */
function lastEnd(entry: AnteroomEntry, places: readonly AnteroomPlace[]): Day {
  const key = entryKeyText(entry);
  const ends = places.filter((place) => entryKeyText(place) === key).map(({ end }) => end);
  return ends.reduce((last, end) => (end > last ? end : last), ends[0] ?? OPEN_END);
}

function statusDay(person: Person, book: GroundBook): Day | undefined {
  const { status } = person;
  if (status.kind === 'SLAPEND') return addMonths(status.since, MONTHS_ASLEEP);
  if (status.kind !== 'BEKEND' && status.kind !== 'OPGENOMEN') return undefined;
  const last = validAppointments(person)
    .map((appointment) => endOfFullGround(appointment, book))
    .reduce((latest, end) => (end !== undefined && (latest === undefined || end > latest) ? end : latest), undefined);
  return last === undefined ? undefined : closedEnd(last);
}
