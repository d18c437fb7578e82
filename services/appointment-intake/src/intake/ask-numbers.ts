import { unavailable } from '../../../_platform/src/http/platform-problem.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import type { KnownPersons, PersonAtHandOver } from '../messages/hand-over.ts';

/** Numbers and names of persons, for the school that gave them. */
export type AskNumbers = (registerIds: readonly string[]) => Promise<KnownPersons>;

const personsPerCall = 500;

/** The vault away is 503: nothing has been handed out, and the same request may come again. */
export function createAskNumbers(vault: ServiceClient): AskNumbers {
  return async (registerIds) => {
    const known = new Map<string, PersonAtHandOver>();
    for (let from = 0; from < registerIds.length; from += personsPerCall) {
      const asked = registerIds.slice(from, from + personsPerCall);
      for (const person of await numbersOf(vault, asked)) known.set(person.registratieId, person);
    }
    return known;
  };
}

async function numbersOf(vault: ServiceClient, asked: readonly string[]): Promise<readonly PersonAtHandOver[]> {
  try {
    const { personen } = await vault.post<{ personen: readonly PersonAtHandOver[] }>('/v1/personen/nummers', {
      registratieIds: asked,
    });
    const isComplete = personen.length === asked.length && personen.every((p, i) => p.registratieId === asked[i]);
    if (!isComplete) throw new Error('The vault answered about other persons than it was asked about');
    return personen;
  } catch (cause) {
    const detail = 'Nummers kunnen nu niet worden ingevuld. Haal later opnieuw op met hetzelfde volgnummer.';
    throw unavailable(5, { detail, cause });
  }
}
