import { unavailable } from '../../../_platform/src/http/platform-problem.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import type { PersonAnswer, PersonQuestion } from '../domain/judge-person.ts';

export interface VaultQuestion extends PersonQuestion {
  /** The command that the record becomes when it is accepted: the register's word about it tells the vault what counts. */
  readonly opdrachtId: string;
}

/** Recognises persons as of the day of receipt; answers in the order of the questions. */
export type AskVault = (questions: readonly VaultQuestion[], day: string) => Promise<readonly PersonAnswer[]>;

/** Register ids of those of the numbers that the vault knows. */
export type FindRegisterIds = (numbers: ReadonlySet<string>) => Promise<ReadonlyMap<string, string>>;

const numbersPerCall = 500;

/**
 * One call for all records of a request that reached stage PERSOON. Whatever the vault's trouble is, the request is put
 * off as a whole (503): without it no person can be judged, and nothing has been stored yet. The trace of the request
 * ends here: the vault is another privacy domain.
 *
 * @param o.isTrial persons are judged and looked up, none is made; somebody the vault does not have gets no register id
 */
export function createAskVault(vault: ServiceClient, o: { isTrial?: true } = {}): AskVault {
  return async (questions, day) => {
    if (questions.length === 0) return [];
    const body = { ontvangstdag: day, ...(o.isTrial === true ? { proef: true } : {}), personen: questions };
    try {
      const { uitkomsten } = await vault.post<{ uitkomsten: readonly PersonAnswer[] }>('/v1/personen/herkennen', body);
      if (uitkomsten.length !== questions.length) throw new Error('The vault left persons unanswered');
      return uitkomsten;
    } catch (cause) {
      throw vaultAway(cause);
    }
  };
}

/** The persons that records 4 ask about, looked up and nothing more; away is 503 like above. */
export function createFindRegisterIds(vault: ServiceClient): FindRegisterIds {
  return async (numbers) => {
    const found = new Map<string, string>();
    const waiting = [...numbers];
    while (waiting.length > 0) {
      const burgerservicenummers = waiting.splice(0, numbersPerCall);
      const ids = await lookUp(vault, burgerservicenummers);
      for (const [index, id] of ids.entries()) {
        const number = burgerservicenummers[index];
        if (id !== null && number !== undefined) found.set(number, id);
      }
    }
    return found;
  };
}

async function lookUp(
  vault: ServiceClient,
  burgerservicenummers: readonly string[],
): Promise<readonly (string | null)[]> {
  try {
    const path = '/v1/personen/opzoeken';
    const { registratieIds } = await vault.post<{ registratieIds: readonly (string | null)[] }>(path, {
      burgerservicenummers,
    });
    if (registratieIds.length !== burgerservicenummers.length) throw new Error('The vault left numbers unanswered');
    return registratieIds;
  } catch (cause) {
    throw vaultAway(cause);
  }
}

/** 503: whoever asked is put off as a whole. */
export function vaultAway(cause?: unknown): Error {
  return unavailable(5, { detail: 'Personen kunnen nu niet worden herkend. Lever later opnieuw aan.', cause });
}
