import type { Queryable } from '../../../_platform/src/database/database.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { entryKeyText } from '../domain/anteroom-entry.ts';
import type { Day } from '../domain/calendar.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import type { RegisterId } from '../domain/ids.ts';
import { newPerson } from '../domain/person.ts';
import type { KnownState } from '../domain/known-states.ts';
import type { Person } from '../domain/person.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import { readHistories } from './read-histories.ts';
import type { ReadHistory } from './read-histories.ts';

/**
 * How far the log counts: what was recorded up to a time (ISO 8601 in UTC with milliseconds; `vastgelegdOp`), and what
 * was applied up to an application number of each partition; one that is not named counts for nothing. Without either,
 * all of it.
 */
export interface Point {
  readonly bekendOp?: string;
  readonly applied?: ReadonlyMap<number, number>;
}

/** A person as the register knew him at a point. */
export interface PersonAt {
  readonly person: Person;
  /** Grounds in force for him then. */
  readonly book: GroundBook;
  /** Every state that he had been in until then, in order; empty when nothing had judged him. */
  readonly states: readonly KnownState[];
  /** Day of his partition's last turn until then; null before the first. */
  readonly lastTurn: Day | null;
}

/**
 * The persons as the register knew them at a point: a fold of the command log, never a write. A correction changes
 * nothing of what was recorded before it. Who was not known then is a new person without events; so is who the register
 * never heard of. Destruction does: of somebody destroyed there is the tombstone alone, at every point, and an entry of
 * the anteroom that is destroyed by now is in no state of before.
 *
 * What was recorded shortly before now may still be under way to the register, so a point in time is settled only when
 * its partition has gone past it. A point by application number is settled for good.
 *
 * @param db in a read snapshot, for all to be of one moment
 * @param ids some hundreds at most: folding holds the event loop and the transaction meanwhile
 */
export async function personsAt(
  db: Queryable,
  lists: Pick<JudgingLists, 'named' | 'newest'>,
  ids: readonly RegisterId[],
  point: Point,
): Promise<Map<RegisterId, PersonAt>> {
  const live = await loadPersons(db, ids);
  const newest = await lists.newest(db);
  const isDestroyed = (id: RegisterId): boolean => live.get(id).status.kind === 'VERNIETIGD';
  const histories = await readHistories(
    db,
    lists,
    ids.filter((id) => !isDestroyed(id)),
  );
  return new Map(
    ids.map((id): [RegisterId, PersonAt] => {
      const history = histories.get(id);
      if (history !== undefined) return [id, personAt(history, point)];
      const person = isDestroyed(id) ? live.get(id) : newPerson(id);
      return [id, { person, book: newest.of(id).book, states: [], lastTurn: null }];
    }),
  );
}

/** A history cut at a point. */
export function personAt(history: ReadHistory, point: Point): PersonAt {
  const { id, partition, partitionLog, bookOf } = history;
  const isWithin = isUpTo(partition, point);
  const moments = history.moments.filter(isWithin);
  const shared = partitionLog.filter(isWithin);
  const named = [...moments, ...shared].map(({ listVersion }) => listVersion);
  const turns = shared.filter(({ kind }) => kind === 'DAGOVERGANG').map(({ judgingDay }) => judgingDay);
  const gone = destroyedSince(history, point);
  const states = moments.map(({ judgingDay, judgement: { person } }) => ({
    day: judgingDay,
    person: without(person, gone),
  }));
  return {
    person: states.at(-1)?.person ?? newPerson(id),
    // Before anything was recorded the lists are those that came first.
    book: bookOf(named.length === 0 ? firstVersion(history) : Math.max(...named)),
    states,
    lastTurn: turns.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null),
  };
}

function isUpTo(
  partition: number,
  point: Point,
): (row: { readonly recordedAt: string; readonly applicationNumber: number }) => boolean {
  const { bekendOp, applied } = point;
  const until = applied === undefined ? Infinity : (applied.get(partition) ?? 0);
  return ({ recordedAt, applicationNumber }) =>
    applicationNumber <= until && (bekendOp === undefined || recordedAt <= bekendOp);
}

/** Keys of the anteroom entries that were destroyed after a point. */
function destroyedSince({ moments, partition }: ReadHistory, point: Point): ReadonlySet<string> {
  const isWithin = isUpTo(partition, point);
  return new Set(
    moments.flatMap((moment, index) => {
      const before = moments[index - 1]?.judgement.person;
      const { events, person } = moment.judgement;
      if (before === undefined || isWithin(moment) || !events.some(isEntryDestroyed)) return [];
      const left = new Set(person.entries.map(entryKeyText));
      return before.entries.map(entryKeyText).filter((key) => !left.has(key));
    }),
  );
}

function isEntryDestroyed({ type }: { readonly type: string }): boolean {
  return type === 'voorportaal-vernietigd';
}

function without(person: Person, gone: ReadonlySet<string>): Person {
  if (gone.size === 0) return person;
  return { ...person, entries: person.entries.filter((entry) => !gone.has(entryKeyText(entry))) };
}

function firstVersion({ moments, partitionLog }: ReadHistory): number {
  return Math.min(...[...moments, ...partitionLog].map(({ listVersion }) => listVersion));
}
