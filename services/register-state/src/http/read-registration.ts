import type { Database } from '../../../_platform/src/database/database.ts';
import { loadPersons } from '../apply/load-persons.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import { registerId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';

/**
 * A person with the grounds that he is judged with, all of it as of one moment. Of a person that the register has
 * nothing of, it is a new one without events.
 */
export async function readRegistration(
  database: Pick<Database, 'readSnapshot'>,
  lists: Pick<JudgingLists, 'newest'>,
  registratieId: string,
): Promise<{ readonly person: Person; readonly book: GroundBook }> {
  const id = registerId(registratieId);
  return database.readSnapshot(async (db) => {
    const person = (await loadPersons(db, [id])).get(id);
    return { person, book: (await lists.newest(db)).of(id).book };
  });
}
