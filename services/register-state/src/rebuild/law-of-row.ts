import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { LogEnd } from '../apply/applied-command.ts';
import { createLawBook } from '../lists/law-book.ts';
import type { LawBook } from '../lists/law-book.ts';
import type { ListLibrary } from '../lists/list-library.ts';
import { newestNumber } from '../lists/list-versions.ts';
import { copyListVersions } from '../sql/copy-list-versions.ts';
import type { LogRow } from '../sql/read-command-log.ts';
import { selectListVersions } from '../sql/select-list-versions.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';

/**
 * The lists that a row of the log names, whatever lies on disk now: those of its LIJSTVERSIE commands are made again,
 * those that came with a release are taken over from the live register. What is judged keeps the row's version of the
 * rules: only what those of today make of it may differ.
 *
 * @param row that is judged next
 */
export function lawOfRow(
  library: ListLibrary,
  { list_version: number, rules_version: rulesVersion }: Pick<LogRow, 'list_version' | 'rules_version'>,
): LawBook {
  const takeOver = async (tx: Transaction, end: LogEnd): Promise<readonly HeldListVersion[]> => {
    const held = await selectListVersions(tx, end.partition);
    const after = newestNumber(held);
    if (after >= number) return held;
    return [...held, ...(await copyListVersions(tx, end.partition, { after, until: number }))];
  };
  return createLawBook(library, takeOver, rulesVersion);
}
