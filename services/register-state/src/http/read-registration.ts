import type { Database } from '../../../_platform/src/database/database.ts';
import { loadPersons } from '../apply/load-persons.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import { registerId } from '../domain/ids.ts';
import type { KnownState } from '../domain/known-states.ts';
import type { Person } from '../domain/person.ts';
import { registrationOnDay } from '../domain/registration-on-day.ts';
import { personsAt } from '../history/persons-at.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import type { ReadParts } from '../lookups/confirm-read.ts';
import type { ShownOnDay } from './registration-view.ts';
import type { TimeAxes } from './time-axes.ts';

type Reading = Pick<Database, 'readSnapshot'>;

/** What a route needs that shows registrations, and leaves a line of each that it showed. */
export interface RegistrationParts extends ReadParts {
  readonly database: Database;
  readonly lists: Pick<JudgingLists, 'newest' | 'named'>;
}

export interface ReadRegistration {
  /** As known at the moment that was asked; a new one without events when nothing was. */
  readonly person: Person;
  readonly book: GroundBook;
  /** What of it holds on the day that was asked. */
  readonly onDay?: ShownOnDay;
  /** As he stands now. */
  readonly now: Person;
}

/**
 * A person with the grounds that he is judged with, all of it as of one moment. Of a person that the register has
 * nothing of, it is a new one without events. Only what asks for another time than now is folded from the log.
 *
 * @param asSeen what the reader may know of each state that a day is told from
 */
export async function readRegistration(
  database: Reading,
  lists: Pick<JudgingLists, 'newest' | 'named'>,
  registratieId: string,
  axes: TimeAxes = {},
  asSeen: (state: KnownState) => KnownState = (state) => state,
): Promise<ReadRegistration> {
  const id = registerId(registratieId);
  const { geldigOp: day, bekendOp } = axes;
  return database.readSnapshot(async (db) => {
    const now = (await loadPersons(db, [id])).get(id);
    if (day === undefined && bekendOp === undefined) {
      return { person: now, book: (await lists.newest(db)).of(id).book, now };
    }
    const found = (await personsAt(db, lists, [id], bekendOp === undefined ? {} : { bekendOp })).get(id);
    if (found === undefined) throw new Error('a person that was asked for was not answered');
    const { person, book, states, lastTurn } = found;
    const [first, ...others]: readonly KnownState[] = states.map(asSeen);
    if (day === undefined || first === undefined) return { person, book, now };
    const onDay = { day, ...registrationOnDay({ states: [first, ...others], lastTurn, book }, day) };
    return { person, book, onDay, now };
  });
}
