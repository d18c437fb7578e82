import type { Database } from '../../../../services/_platform/src/database/database.ts';
import { insertAnnouncements } from '../sql/insert-announcements.ts';
import { replaceDiplomas } from '../sql/replace-diplomas.ts';

export interface Diploma {
  readonly opleidingscode: string;
  readonly naam: string;
  readonly graad: string;
  readonly instellingBrin: string;
  readonly datumBehaald: string;
  readonly soort: string;
}

export interface PersonDiplomas {
  readonly burgerservicenummer: string;
  readonly diplomas: readonly Diploma[];
}

/**
 * Replaces people's diplomas, and with them stores the announcement of each that has others now.
 *
 * @returns how many changed.
 */
export async function postDiplomas(database: Database, people: readonly PersonDiplomas[]): Promise<number> {
  return database.transaction(async (tx) => {
    const changed = await replaceDiplomas(tx, people);
    await insertAnnouncements(tx, 'DIPLOMAREGISTER', changed);
    return changed.length;
  });
}
