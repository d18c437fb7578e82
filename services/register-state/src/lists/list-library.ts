import type { Queryable } from '../../../_platform/src/database/database.ts';
import { createGroundBook } from '../domain/ground-book.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import { selectListRows } from '../sql/select-list-rows.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';
import { registerLists } from './register-lists.ts';
import type { RegisterLists } from './register-lists.ts';

/** The lists as they are judged with. */
export interface OpenedLists {
  readonly lists: RegisterLists;
  readonly book: GroundBook;
}

/** Reads versions once: the same versions give the same objects, in whatever partition. */
export interface ListLibrary {
  /** @param held one version of every list */
  open(db: Queryable, held: readonly HeldListVersion[]): Promise<OpenedLists>;
}

export function createListLibrary(): ListLibrary {
  const opened = new Map<string, OpenedLists>();
  return {
    async open(db, held) {
      const key = held
        .map(({ name, origin, version }) => JSON.stringify([name, origin, version]))
        .sort()
        .join(' ');
      let found = opened.get(key);
      if (found === undefined) {
        const lists = registerLists(await selectListRows(db, held));
        opened.set(key, (found = { lists, book: createGroundBook(lists.grounds) }));
      }
      return found;
    },
  };
}
