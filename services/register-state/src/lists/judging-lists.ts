import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import type { Queryable, Transaction } from '../../../_platform/src/database/database.ts';
import type { LogEnd } from '../apply/applied-command.ts';
import { createGroundBook } from '../domain/ground-book.ts';
import { insertListVersions } from '../sql/insert-list-versions.ts';
import { selectAllListVersions, selectListVersions } from '../sql/select-list-versions.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';
import { createLawBook } from './law-book.ts';
import type { LawBook } from './law-book.ts';
import { createListLibrary } from './list-library.ts';
import type { OpenedLists } from './list-library.ts';
import { newestNumber, noteChangedTerms, replaced } from './list-versions.ts';
import { listsOfRelease } from './register-lists.ts';
import type { ListVersion, RegisterLists } from './register-lists.ts';

/**
 * The lists in force, per partition of the input log.
 *
 * Before any LIJSTVERSIE the lists of the release count, and are kept as the first version with the first command that
 * is judged with them. A LIJSTVERSIE replaces one list from its place in the log on. From then on that list follows the
 * commands alone: a release that brings other rows for it changes nothing, because what the register's administrators
 * decided since is newer than what a program was built with. For a list that no command ever set, a new release counts
 * from the first command that it applies.
 */
export interface JudgingLists extends LawBook {
  /** For reading and simulation, outside the order of the log. */
  newest(db: Queryable): Promise<NewestLists>;
}

export interface NewestLists {
  /** Those of the partition that the person is in. */
  of(registerId: string): OpenedLists;
}

export function createJudgingLists(o: {
  readonly release: RegisterLists;
  readonly partitions: number;
}): JudgingLists {
  const library = createListLibrary();
  const release = listsOfRelease(o.release);
  const beforeAny: OpenedLists = { lists: o.release, book: createGroundBook(o.release.grounds) };

  const keepRelease = async (tx: Transaction, end: LogEnd): Promise<HeldListVersion[]> => {
    const held = await selectListVersions(tx, end.partition);
    const news = release.filter((version) => isNews(held, version));
    if (news.length === 0) return held;
    const at = { partition: end.partition, number: newestNumber(held) + 1, origin: 'SCHIJF' } as const;
    const kept = await insertListVersions(tx, at, news);
    await noteChangedTerms(tx, end, held, kept);
    return replaced(held, kept);
  };

  return {
    ...createLawBook(library, keepRelease),
    async newest(db) {
      const held = Map.groupBy(await selectAllListVersions(db), ({ partition }) => partition);
      const opened = new Map<number, OpenedLists>();
      for (const [partition, own] of held) opened.set(partition, await library.open(db, own));
      return { of: (registerId) => opened.get(partitionOf(Buffer.from(registerId), o.partitions)) ?? beforeAny };
    },
  };
}

function isNews(held: readonly HeldListVersion[], { name, version }: ListVersion): boolean {
  const former = held.find((one) => one.name === name);
  return former === undefined || (former.origin === 'SCHIJF' && former.version !== version);
}
