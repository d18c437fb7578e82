import { entryKeyText } from './anteroom-entry.ts';
import type { AnteroomEntry } from './anteroom-entry.ts';
import { anteroomPlaces, baseStretchesOverlap, standingPlaces, withoutLeftChains } from './anteroom-place.ts';
import type { AnteroomPlace } from './anteroom-place.ts';
import { groundPeriods, isSameAppointment } from './appointment.ts';
import type { AppointmentKey } from './appointment.ts';
import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { EntryClosed, EntryExtended, EntryHandedOver, EntryOpened } from './events.ts';
import type { GroundBook } from './ground-book.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';

export type EntryEvent = EntryOpened | EntryExtended | EntryHandedOver | EntryClosed;

/** What made the entries be looked at again. A day that passes opens nothing: no place is ever new because of it. */
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
  const situation: Situation = { before, after, ...o, placesBefore, placesNow, standing };

  const events: EntryEvent[] = [];
  const kept = new Set<string>();
  for (const entry of after.entries) {
    if (entry.kind !== 'INGESCHREVEN') continue;
    const place = placeThatKeeps(entry, situation, kept);
    if (place === undefined) {
      events.push(ending(entry, situation));
      continue;
    }
    kept.add(entryKeyText(place));
    const { latestDay } = place.chain;
    if (place.ground !== entry.ground || latestDay !== entry.latestDay) {
      const { board, number, ground, teaching } = entry;
      const before = { latestDay: entry.latestDay };
      const after = { ground: place.ground, latestDay };
      events.push({ type: 'voorportaal-verlengd', board, number, ground, teaching, before, after });
    }
  }
  return o.cause.kind === 'day' ? events : [...events, ...openings(situation, kept)];
}

/** The place under which a living entry goes on, or undefined when it ends. */
function placeThatKeeps(
  entry: AnteroomEntry,
  situation: Situation,
  taken: ReadonlySet<string>,
): AnteroomPlace | undefined {
  const { cause, placesBefore, placesNow, standing, after } = situation;
  const key = entryKeyText(entry);
  const own = standing.get(key);
  const byOwnSnapshot = cause.kind === 'snapshot' && isSameAppointment(cause.key, entry);
  if (own !== undefined) {
    // A snapshot whose begin moves is the same entry as long as the stretches overlap.
    const sameStretch = (): boolean =>
      placesBefore.some(
        (was) =>
          entryKeyText(was) === key &&
          placesNow.some((now) => entryKeyText(now) === key && baseStretchesOverlap(was.chain, now.chain)),
      );
    return !byOwnSnapshot || sameStretch() ? own : undefined;
  }
  if (byOwnSnapshot) return undefined;
  // Another appointment of the board was deleted or changed, and with it the base under this one's extension (or it
  // came back): the entry goes on under its new base.
  const known = taken.union(new Set(after.entries.map(entryKeyText)));
  const was = placesBefore.filter((place) => entryKeyText(place) === key);
  return [...standing.values()].find(
    (place) =>
      isSameAppointment(place, entry) &&
      place.teaching === entry.teaching &&
      !known.has(entryKeyText(place)) &&
      was.some((former) => isSameFamily(former, place) && former.begin <= place.end && place.begin <= former.end),
  );
}

function isSameFamily(a: AnteroomPlace, b: AnteroomPlace): boolean {
  const codes = new Set(a.chain.links.map((link) => link.ground.code));
  return b.chain.links.some((link) => codes.has(link.ground.code));
}

/** An entry that ended by EINDE, OVERGEDRAGEN or VERWIJDERD is opened again by any temporary ground that stands. */
function openings({ standing }: Situation, kept: ReadonlySet<string>): EntryOpened[] {
  return [...standing.entries()]
    .filter(([key]) => !kept.has(key))
    .map(([, { board, number, ground, teaching, begin, chain }]) => ({
      type: 'voorportaal-ingeschreven',
      board,
      number,
      ground,
      teaching,
      begin,
      latestDay: chain.latestDay,
    }));
}

/** How an entry ends that nothing keeps any more. */
function ending(entry: AnteroomEntry, situation: Situation): EntryHandedOver | EntryClosed {
  const { board, number, ground, teaching } = entry;
  const key = { board, number, ground, teaching };
  const { cause, today } = situation;
  const removed: EntryClosed = { type: 'voorportaal-beeindigd', ...key, reason: 'VERWIJDERD', endedOn: today };
  const handedOver = (fullGround: Day): EntryHandedOver => ({
    type: 'voorportaal-overgedragen',
    ...key,
    endedOn: addDays(fullGround, -1),
  });

  const own = cause.kind !== 'day' && isSameAppointment(cause.key, entry);
  if (own && cause.kind === 'deletion') return removed;
  if (own) {
    const gained = beginOfGainedFullGround(entry, situation);
    if (gained !== undefined) {
      const began = placeOf(entry, situation.placesBefore)?.begin ?? gained;
      return addDays(gained, -1) < began ? removed : handedOver(gained);
    }
  }
  const over = placeOf(entry, situation.placesNow);
  // Still standing, but on stretches that share no day with the former ones: another entry takes its place.
  if (over === undefined || over.end >= today) return removed;
  const next = beginOfFullGroundAfter(entry, over.end, situation);
  if (next !== undefined) return handedOver(next);
  return { type: 'voorportaal-beeindigd', ...key, reason: 'EINDE', endedOn: over.end };
}

/** The place of an entry that ends last. */
function placeOf(entry: AnteroomEntry, places: readonly AnteroomPlace[]): AnteroomPlace | undefined {
  const key = entryKeyText(entry);
  return places.filter((place) => entryKeyText(place) === key).toSorted((a, b) => (a.end < b.end ? 1 : -1))[0];
}

interface FullGround {
  readonly code: string;
  readonly begin: Day;
  readonly end: Day;
}

/** Periods on L grounds of an appointment, by begin. */
function fullGrounds(person: Person, key: AppointmentKey, book: GroundBook): FullGround[] {
  const appointment = findAppointment(person, key);
  if (appointment?.kind !== 'GELDIG') return [];
  return groundPeriods(appointment, appointment.snapshot, book)
    .filter(({ ground }) => ground.destination === 'L')
    .map(({ ground, begin, end }) => ({ code: ground.code, begin, end }))
    .sort((a, b) => (a.begin < b.begin ? -1 : 1));
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
