import { endedByTerm, entryKeyText, isLater, isLiving } from './anteroom-entry.ts';
import type { AnteroomEntry, EntryStanding } from './anteroom-entry.ts';
import { anteroomPlaces, baseStretchesOverlap, standingPlaces, withoutLeftChains } from './anteroom-place.ts';
import type { AnteroomPlace } from './anteroom-place.ts';
import { groundPeriods, isSameAppointment } from './appointment.ts';
import type { AppointmentKey } from './appointment.ts';
import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { EntryClosed, EntryExtended, EntryHandedOver, EntryOpened, TermStep } from './events.ts';
import type { GroundBook } from './ground-book.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';
import { dayDestroyed } from './settle-person.ts';
import { dayTermEnds, termSteps } from './term-steps.ts';

export type EntryEvent = EntryOpened | EntryExtended | TermStep | EntryHandedOver | EntryClosed;

type LivingEntry = AnteroomEntry & { readonly kind: EntryStanding };

/** What made the entries be looked at again. */
export type Cause =
  | { readonly kind: 'snapshot'; readonly key: AppointmentKey; readonly first: boolean }
  | { readonly kind: 'deletion'; readonly key: AppointmentKey }
  | { readonly kind: 'day' };

interface Situation {
  readonly before: Person;
  readonly after: Person;
  readonly cause: Cause;
  readonly today: Day;
  readonly book: GroundBook;
  readonly placesBefore: readonly AnteroomPlace[];
  readonly placesNow: readonly AnteroomPlace[];
  readonly standing: ReadonlyMap<string, AnteroomPlace>;
  /** Keys of the entries before they were looked at. */
  readonly known: ReadonlySet<string>;
}

/**
 * Brings the anteroom entries of a person in step with the snapshots of all boards (register's law, section 3,
 * paragraph Anteroom): what stands is kept, what no longer stands ends with its reason, what newly stands is opened.
 * `before` and `after` are the person before and after the command did its own work.
 */
export function settleAnteroom(
  before: Person,
  after: Person,
  o: { readonly cause: Cause; readonly today: Day; readonly book: GroundBook },
): EntryEvent[] {
  const all = anteroomPlaces(after, o.book);
  // A day turn only moves forward: it may be the turn of a day before the one an entry was last judged on.
  const placesNow = o.cause.kind === 'day' ? withoutLeftChains(all, after.entries) : all;
  if (placesNow.length === 0 && after.entries.length === 0) return [];
  const placesBefore = o.cause.kind === 'day' ? placesNow : anteroomPlaces(before, o.book);
  const standing = standingPlaces(placesNow, o.today);
  const known = new Set(after.entries.map(entryKeyText));
  const situation: Situation = { before, after, ...o, placesBefore, placesNow, standing, known };

  const kept = new Set<string>();
  const events = after.entries.filter(isLiving).flatMap((entry) => {
    const place = placeThatKeeps(entry, situation, kept);
    if (place === undefined) return [ending(entry, situation)];
    kept.add(place.entry);
    return goingOn(entry, place, situation);
  });
  return [...events, ...openings(situation, kept)];
}

/** The term of an entry that goes on may have moved, and a day turn takes it the steps that are due. */
function goingOn(entry: LivingEntry, place: AnteroomPlace, { cause, today }: Situation): EntryEvent[] {
  const { board, number, ground, teaching, kind, latestDay } = entry;
  const hasMoved = place.chain.latestDay !== latestDay;
  const standing = hasMoved ? 'INGESCHREVEN' : kind;
  const events: EntryEvent[] = [];
  if (hasMoved || place.ground !== ground) {
    const before = { standing: kind, latestDay };
    const after = { ground: place.ground, standing, latestDay: place.chain.latestDay };
    events.push({ type: 'voorportaal-verlengd', on: today, board, number, ground, teaching, before, after });
  }
  return cause.kind === 'day' ? [...events, ...termSteps(place, standing, place.chain, today)] : events;
}

/** The place under which a living entry goes on, or undefined when it ends. */
function placeThatKeeps(
  entry: LivingEntry,
  situation: Situation,
  taken: ReadonlySet<string>,
): AnteroomPlace | undefined {
  const { cause, placesBefore, standing, known } = situation;
  const key = entryKeyText(entry);
  const own = standing.get(key);
  const byOwnSnapshot = cause.kind === 'snapshot' && isSameAppointment(cause.key, entry);
  if (own !== undefined) return !byOwnSnapshot || isSameStretch(key, situation) ? own : undefined;
  if (byOwnSnapshot) return undefined;
  // Another appointment of the board was deleted or changed, and with it the base under this one's extension (or it
  // came back): the entry goes on under its new base.
  const was = placesBefore.filter((place) => place.entry === key);
  return standing
    .values()
    .find(
      (place) =>
        isSameAppointment(place, entry) &&
        place.teaching === entry.teaching &&
        !known.has(place.entry) &&
        !taken.has(place.entry) &&
        was.some((former) => goesOnAs(former, place)),
    );
}

/** A snapshot whose begin moves is the same entry as long as the stretches overlap. */
function isSameStretch(key: string, { placesBefore, placesNow }: Situation): boolean {
  return placesBefore.some(
    (was) =>
      was.entry === key && placesNow.some((now) => now.entry === key && baseStretchesOverlap(was.chain, now.chain)),
  );
}

/** Whether a place is the same as a former one under another base. */
function goesOnAs(former: AnteroomPlace, place: AnteroomPlace): boolean {
  const codes = new Set(former.chain.links.map((link) => link.ground.code));
  const isSameFamily = place.chain.links.some((link) => codes.has(link.ground.code));
  return isSameFamily && former.begin <= place.end && place.begin <= former.end;
}

/**
 * An entry that ended by EINDE, OVERGEDRAGEN or VERWIJDERD is opened again by any temporary ground that stands; one that
 * ended by its TERMIJN only when its latest day moves to a later date. A day that passes opens nothing else: no place is
 * new because of it, but a chain of the same ground with another term may now be the first that is not over.
 */
function openings(situation: Situation, kept: ReadonlySet<string>): EntryEvent[] {
  const { standing, cause, today, after } = situation;
  const ended = new Set(after.entries.filter(endedByTerm).map(entryKeyText));
  return [...standing.entries()]
    .filter(([key]) => !kept.has(key) && (cause.kind !== 'day' || ended.has(key)))
    .filter(([, place]) => !isHeldByTerm(place, situation) && !isForgotten(place, situation))
    .flatMap(([, { board, number, ground, teaching, begin, chain }]) => {
      const key = { board, number, ground, teaching };
      const opened: EntryOpened = {
        type: 'voorportaal-ingeschreven',
        on: today,
        ...key,
        begin,
        latestDay: chain.latestDay,
      };
      return cause.kind === 'day' ? [opened, ...termSteps(key, 'INGESCHREVEN', chain, today)] : [opened];
    });
}

/** Whether the term that ended an entry still holds for a place: that of the entry itself or, after its base was deleted, its own. */
function isHeldByTerm(place: AnteroomPlace, { after, placesBefore }: Situation): boolean {
  return after.entries
    .filter(endedByTerm)
    .filter((entry) => isSameAppointment(entry, place) && entry.teaching === place.teaching)
    .filter(
      (entry) =>
        entry.ground === place.ground ||
        placesBefore.some((was) => was.entry === entryKeyText(entry) && goesOnAs(was, place)),
    )
    .some(({ latestDay }) => !isLater(place.chain.latestDay, latestDay));
}

/**
 * Whether a place stood before the command under a term that ended so long ago that its entry is destroyed: what is told
 * of something else does not open it once more, only to end it the next day.
 */
function isForgotten(place: AnteroomPlace, { placesBefore, today }: Situation): boolean {
  const { latestDay } = place.chain;
  if (latestDay === undefined || dayDestroyed(dayTermEnds(latestDay)) > today) return false;
  return standingPlaces(placesBefore, today).get(place.entry)?.chain.latestDay === latestDay;
}

/** How an entry ends that nothing keeps any more. */
function ending(entry: LivingEntry, situation: Situation): EntryHandedOver | EntryClosed {
  const { board, number, ground, teaching, kind: before } = entry;
  const { cause, today } = situation;
  const key = { board, number, ground, teaching, before, on: today };
  const removed: EntryClosed = { type: 'voorportaal-beeindigd', ...key, reason: 'VERWIJDERD', endedOn: today };
  const handedOver = (fullGround: Day): EntryHandedOver => ({
    type: 'voorportaal-overgedragen',
    ...key,
    endedOn: addDays(fullGround, -1),
  });

  const own = cause.kind !== 'day' && isSameAppointment(cause.key, entry);
  if (own) {
    const gained = beginOfGainedFullGround(entry, situation);
    if (gained !== undefined) {
      const began = placeOf(entry, situation.placesBefore)?.begin ?? gained;
      return addDays(gained, -1) < began ? removed : handedOver(gained);
    }
  }
  // Of a deleted appointment there is no place. On stretches that share no day with the former ones it is another entry,
  // whether that still stands or is over.
  const over = placeOf(entry, situation.placesNow);
  if (over === undefined || (own && !isSameStretch(over.entry, situation))) return removed;
  const next = beginOfFullGroundAfter(entry, over.end, situation);
  if (next !== undefined) return handedOver(next);
  return { type: 'voorportaal-beeindigd', ...key, reason: 'EINDE', endedOn: over.end };
}

/** The place of an entry that ends last. */
function placeOf(entry: AnteroomEntry, places: readonly AnteroomPlace[]): AnteroomPlace | undefined {
  const key = entryKeyText(entry);
  return places.filter((place) => place.entry === key).toSorted((a, b) => (a.end < b.end ? 1 : -1))[0];
}

interface FullGround {
  readonly code: string;
  readonly begin: Day;
  readonly end: Day;
}

/** Periods on L grounds of an appointment, in the order of its record: by begin, intake saw to that (605). */
function fullGrounds(person: Person, key: AppointmentKey, book: GroundBook): FullGround[] {
  const appointment = findAppointment(person, key);
  if (appointment?.kind !== 'GELDIG') return [];
  return groundPeriods(appointment, appointment.snapshot, book)
    .filter(({ ground }) => ground.destination === 'L')
    .map(({ ground, begin, end }) => ({ code: ground.code, begin, end }));
}

/** First day of an L ground that the new snapshot has and the former had not on that day. */
function beginOfGainedFullGround(key: AppointmentKey, { before, after, book }: Situation): Day | undefined {
  const former = fullGrounds(before, key, book);
  const had = ({ code, begin }: FullGround): boolean =>
    former.some((one) => one.code === code && one.begin <= begin && begin <= one.end);
  return fullGrounds(after, key, book).find((one) => !had(one))?.begin;
}

/**
 * First day of an L ground that takes over after the last day on the temporary ground, when that day has come. The
 * same hand-over as in a snapshot, only delivered beforehand.
 */
function beginOfFullGroundAfter(key: AppointmentKey, end: Day, { after, book, today }: Situation): Day | undefined {
  return fullGrounds(after, key, book).find(({ begin }) => begin > end && begin <= today)?.begin;
}
