import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import type { Queryable, Transaction } from '../../../_platform/src/database/database.ts';
import type { LogEnd } from '../apply/applied-command.ts';
import { createGroundBook } from '../domain/ground-book.ts';
import { insertFirstListVersions } from '../sql/insert-first-list-versions.ts';
import { insertListVersions } from '../sql/insert-list-versions.ts';
import { selectAllListVersions, selectListVersions } from '../sql/select-list-versions.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';
import { createLawBook } from './law-book.ts';
import type { LawBook } from './law-book.ts';
import { createListLibrary } from './list-library.ts';
import type { OpenedLists } from './list-library.ts';
import { newestNumber } from './list-versions.ts';
import { openNamedLists } from './named-lists.ts';
import type { NamedLists } from './named-lists.ts';
import { listsOfRelease } from './register-lists.ts';
import type { RegisterLists } from './register-lists.ts';

/**
 * The lists in force, per partition of the input log.
 *
 * The lists of the release are the first version: kept for every partition when the register starts for the first time.
 * From there on a list changes by LIJSTVERSIE alone, from its place in the log on. A release that brings other rows
 * changes nothing, whether or not a command ever replaced the list: intake goes by the same rule, so both judge with the
 * same rows, and what the register's administrators decided is not undone by installing a program.
 */
export interface JudgingLists extends LawBook {
  /** Before the first command is applied. */
  keepFirst(db: Queryable): Promise<void>;
  /** For reading and simulation, outside the order of the log. */
  newest(db: Queryable): Promise<NewestLists>;
  /** Those that rows of the log name: partition → numbers. */
  named(db: Queryable, wanted: ReadonlyMap<number, ReadonlySet<number>>): Promise<NamedLists>;
}

export interface NewestLists {
  /** Those of the partition that the person is in. */
  of(registerId: string): OpenedLists;
}

export function createJudgingLists(o: { readonly release: RegisterLists; readonly partitions: number }): JudgingLists {
  const library = createListLibrary();
  const release = listsOfRelease(o.release);
  const beforeAny: OpenedLists = { lists: o.release, book: createGroundBook(o.release.grounds) };

  /** A list that the register did not judge with before has no version yet: its first one is that of the release. */
  const heldAt = async (tx: Transaction, { partition }: LogEnd): Promise<readonly HeldListVersion[]> => {
    const held = await selectListVersions(tx, partition);
    const missing = release.filter(({ name }) => !held.some((one) => one.name === name));
    if (missing.length === 0) return held;
    const at = { partition, number: newestNumber(held) + 1, origin: 'SCHIJF' } as const;
    return [...held, ...(await insertListVersions(tx, at, missing))];
  };

  return {
    ...createLawBook(library, heldAt),
    named: (db, wanted) => openNamedLists(db, library, wanted),
    keepFirst: (db) => insertFirstListVersions(db, o.partitions, release),
    async newest(db) {
      const held = Map.groupBy(await selectAllListVersions(db), ({ partition }) => partition);
      const opened = new Map<number, OpenedLists>();
      for (const [partition, own] of held) opened.set(partition, await library.open(db, own));
      return { of: (registerId) => opened.get(partitionOf(Buffer.from(registerId), o.partitions)) ?? beforeAny };
    },
  };
}
