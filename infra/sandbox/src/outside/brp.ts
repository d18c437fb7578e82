import { isDeepStrictEqual } from 'node:util';
import type { Database, Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { BrpPerson } from '../population/brp-person.ts';
import { isSynthetic } from '../population/citizen-numbers.ts';
import { syntheticPerson } from '../population/synthetic-person.ts';
import { findPersons } from '../sql/find-persons.ts';
import { findSuccessors } from '../sql/find-successors.ts';
import { insertAnnouncements } from '../sql/insert-announcements.ts';
import { lockPersons } from '../sql/lock-persons.ts';
import { savePersons } from '../sql/save-persons.ts';

/**
 * What the BRP answers about these numbers, in their order: who has the number, or who had it before. Who is not in the
 * BRP is left out, and nobody is told of twice.
 */
export async function askPersons(db: Queryable, citizenNumbers: readonly string[]): Promise<BrpPerson[]> {
  const successors = new Map(
    (await findSuccessors(db, citizenNumbers)).map((person) => [person.vorigBurgerservicenummer, person]),
  );
  const holders = citizenNumbers.map((number) => successors.get(number)?.burgerservicenummer ?? number);
  return readPersons(db, [...new Set(holders)]);
}

/** The people who have these numbers, in their order; who is not in the BRP is left out. What was posted wins. */
export async function readPersons(db: Queryable, citizenNumbers: readonly string[]): Promise<BrpPerson[]> {
  const posted = new Map((await findPersons(db, citizenNumbers)).map((person) => [person.burgerservicenummer, person]));
  return citizenNumbers.flatMap((number) => {
    const person = posted.get(number) ?? (isSynthetic(number) ? syntheticPerson(number) : undefined);
    return person === undefined ? [] : [person];
  });
}

/**
 * Stores people as posted, and with them the announcement of each whose facts became others, under the former number
 * too: that is the one by which the platform knows them.
 *
 * @returns how many changed.
 */
export async function postPersons(database: Database, persons: readonly BrpPerson[]): Promise<number> {
  return database.transaction(async (tx) => {
    await lockPersons(tx);
    const numbers = persons.map((person) => person.burgerservicenummer);
    const before = new Map((await readPersons(tx, numbers)).map((person) => [person.burgerservicenummer, person]));
    const changed = persons.filter((person) => !isDeepStrictEqual(person, before.get(person.burgerservicenummer)));
    await savePersons(tx, changed);
    await insertAnnouncements(
      tx,
      'BRP',
      changed.flatMap(({ burgerservicenummer, vorigBurgerservicenummer }) =>
        vorigBurgerservicenummer === undefined
          ? [burgerservicenummer]
          : [burgerservicenummer, vorigBurgerservicenummer],
      ),
    );
    return changed.length;
  });
}
