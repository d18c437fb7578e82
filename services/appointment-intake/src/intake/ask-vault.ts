import { unavailable } from '../../../_platform/src/http/platform-problem.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import type { PersonAnswer, PersonQuestion } from '../domain/judge-person.ts';

export interface VaultQuestion extends PersonQuestion {
  /** The command that the record becomes when it is accepted: the register's word about it tells the vault what counts. */
  readonly opdrachtId: string;
}

/** Recognises persons as of the day of receipt; answers in the order of the questions. */
export type AskVault = (questions: readonly VaultQuestion[], day: string) => Promise<readonly PersonAnswer[]>;

/**
 * One call for all records of a request that reached stage PERSOON. Whatever the vault's trouble is, the request is put
 * off as a whole (503): without it no person can be judged, and nothing has been stored yet. The trace of the request
 * ends here: the vault is another privacy domain.
 */
export function createAskVault(vault: ServiceClient): AskVault {
  return async (questions, day) => {
    if (questions.length === 0) return [];
    const body = { ontvangstdag: day, personen: questions };
    try {
      const { uitkomsten } = await vault.post<{ uitkomsten: readonly PersonAnswer[] }>('/v1/personen/herkennen', body);
      if (uitkomsten.length !== questions.length) throw new Error('The vault left persons unanswered');
      return uitkomsten;
    } catch (cause) {
      throw unavailable(5, { detail: 'Personen kunnen nu niet worden herkend. Lever later opnieuw aan.', cause });
    }
  };
}
