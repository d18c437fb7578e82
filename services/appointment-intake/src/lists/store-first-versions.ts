import { hash } from 'node:crypto';
import { codeListNames, type CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import { codeListFiles } from '../../../../schemas/code-lists/load-code-lists.ts';
import type { CodeLists } from '../../../../schemas/code-lists/rows.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { findListHeads } from '../sql/find-list-heads.ts';
import { insertListVersion } from '../sql/insert-list-version.ts';
import { lockListVersions } from '../sql/lock-list-versions.ts';

/** Who made a version that came with the software. */
export const releasedBy = 'uitgave';

/** The first version of a list holds from the beginning of the calendar: records of every date are judged with it. */
const beginning = '1900-01-01';

/**
 * Lists that managers change while the platform runs: those that intake and the register judge with. The others belong
 * to the release of the services that read them at their start, and change with it.
 */
export const changeableLists: ReadonlySet<CodeListName> = new Set([
  'benoemingsgrondslagen',
  'vakken',
  'onderwijsactiviteiten',
  'mbo_vakgebieden',
  'instellingen',
]);

/**
 * Stores the lists of the release: each as the first version when there is none; a list that belongs to the release also
 * as a next version when its rows are others than the stored ones. Two processes that start at once store them once.
 */
export async function storeFirstVersions(database: Database, clock: Clock, lists: CodeLists): Promise<void> {
  await database.transaction(async (tx) => {
    await lockListVersions(tx);
    const active = new Map((await findListHeads(tx)).filter((head) => head.is_active).map((head) => [head.name, head]));
    const at = clock.now().toISOString();
    for (const name of codeListNames) {
      const former = active.get(name);
      const rows = rowsOf(lists, name);
      const contentHash = rowsHash(rows);
      if (former !== undefined && (changeableLists.has(name) || former.content_hash === contentHash)) continue;
      await insertListVersion(tx, {
        name,
        effective_from: former === undefined ? beginning : clock.today(),
        rows,
        content_hash: contentHash,
        made_by: releasedBy,
        made_at: at,
        activated_at: at,
      });
    }
  });
}

/** SHA-256 of the rows as JSON, hexadecimal; rows that were read by read-list.ts have their members in one order. */
export function rowsHash(rows: readonly object[]): string {
  return hash('sha256', JSON.stringify(rows), 'hex');
}

function rowsOf(lists: CodeLists, name: CodeListName): readonly object[] {
  const [member] = Object.entries(codeListFiles).find(([, file]) => file === name) ?? [];
  return lists[member as keyof typeof codeListFiles];
}
