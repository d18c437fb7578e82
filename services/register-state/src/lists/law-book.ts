import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Law, LogEnd } from '../apply/applied-command.ts';
import { RULES_VERSION } from '../domain/rules-version.ts';
import { insertListVersions } from '../sql/insert-list-versions.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';
import type { ListLibrary } from './list-library.ts';
import { newestNumber, noteChangedTerms, replaced } from './list-versions.ts';
import type { ListVersion } from './register-lists.ts';

/** What the next commands of a partition are judged with. Both calls are made under its position lock. */
export interface LawBook {
  lawFor(tx: Transaction, end: LogEnd): Promise<Law>;
  /** Takes the version of a LIJSTVERSIE into force. */
  replace(tx: Transaction, end: LogEnd, version: ListVersion): Promise<Law>;
}

/**
 * @param held what the partition holds at the end of its log, brought up to date
 * @param rulesVersion that is noted with what is judged: of a rebuild, that of the rows it folds
 */
export function createLawBook(
  library: ListLibrary,
  held: (tx: Transaction, end: LogEnd) => Promise<readonly HeldListVersion[]>,
  rulesVersion = RULES_VERSION,
): LawBook {
  const lawOf = async (tx: Transaction, versions: readonly HeldListVersion[]): Promise<Law> => ({
    book: (await library.open(tx, versions)).book,
    listVersion: newestNumber(versions),
    rulesVersion,
  });
  return {
    lawFor: async (tx, end) => lawOf(tx, await held(tx, end)),
    async replace(tx, end, version) {
      const former = await held(tx, end);
      const at = { partition: end.partition, number: newestNumber(former) + 1, origin: 'LIJSTVERSIE' } as const;
      const kept = await insertListVersions(tx, at, [version]);
      await noteChangedTerms(tx, end, former, kept);
      return lawOf(tx, replaced(former, kept));
    },
  };
}
