import { entryKeyText, isLiving } from './anteroom-entry.ts';
import type { AnteroomEntry } from './anteroom-entry.ts';
import { anteroomPlaces } from './anteroom-place.ts';
import type { AnteroomPlace } from './anteroom-place.ts';
import { earliest, OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';
import { lastBecame, lastKnown } from './known-states.ts';
import type { Knowledge } from './known-states.ts';
import { isRunningOut } from './term-steps.ts';

/** The entries of a person on a day that he has reached: living ones, and those whose last day is still to come. */
export function entriesFromThen(entries: readonly AnteroomEntry[], day: Day): AnteroomEntry[] {
  return entries
    .filter((entry) => !isOver(entry, day))
    .map((entry) => (isLiving(entry) ? entry : standing(entry, entry.latestDay, day)));
}

/** The entries of a person on a day before that: those that lived then by what is known. */
export function entriesBefore(known: Knowledge, day: Day): AnteroomEntry[] {
  const { person } = lastKnown(known);
  const places = anteroomPlaces(person, known.book);
  return person.entries.flatMap((entry) => {
    const life = isOver(entry, day) ? undefined : lifeOn(entry, places, known, day);
    return life === undefined ? [] : [standing(entry, life.latestDay, day)];
  });
}

/** Past its last day. One that a correction took away never lived. */
function isOver(entry: AnteroomEntry, day: Day): boolean {
  return entry.kind === 'BEEINDIGD' && (entry.reason === 'VERWIJDERD' || entry.endedOn < day);
}

interface Life {
  readonly begin: Day;
  readonly end: Day;
  readonly latestDay: Day | undefined;
}

/** The part of an entry's life that a day lies in: on the first chain that is not over on it. */
function lifeOn(entry: AnteroomEntry, places: readonly AnteroomPlace[], known: Knowledge, day: Day): Life | undefined {
  return livesOf(entry, places, known).find(({ begin, end }) => begin <= day && day <= end);
}

/** One per chain that keeps it by the newest snapshots; of an entry that they no longer tell of, as it was opened. */
function livesOf(entry: AnteroomEntry, places: readonly AnteroomPlace[], known: Knowledge): Life[] {
  const key = entryKeyText(entry);
  const isOwn = (one: AnteroomEntry | AnteroomPlace): boolean => entryKeyText(one) === key;
  const opened = lastBecame(known, ({ entries }) => entries.some((one) => isLiving(one) && isOwn(one)));
  if (opened === undefined) return [];
  const own = places.filter(isOwn);
  if (own.length === 0) {
    const begins = anteroomPlaces(opened.person, known.book).filter(isOwn);
    const begin = earliest([opened.day, ...begins.map((place) => place.begin)]) ?? opened.day;
    return [{ begin, end: OPEN_END, latestDay: entry.latestDay }];
  }
  return own.map((place) => ({
    // Told before its first day it lives from then on, and it goes on between two chains: so does the entry in the register.
    begin: opened.day < place.begin ? opened.day : place.begin,
    end: place.end,
    latestDay: place.chain.latestDay,
  }));
}

/** As it stands by its term alone. */
function standing(entry: AnteroomEntry, latestDay: Day | undefined, day: Day): AnteroomEntry {
  const { board, number, ground, teaching, steps } = entry;
  const key = { board, number, ground, teaching, steps, latestDay };
  if (latestDay === undefined || !isRunningOut(latestDay, day)) return { ...key, kind: 'INGESCHREVEN' };
  return { ...key, kind: day > latestDay ? 'TERMIJN_VERSTREKEN' : 'TERMIJN_NADERT' };
}
