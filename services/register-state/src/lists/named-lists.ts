import type { Queryable } from '../../../_platform/src/database/database.ts';
import { selectNamedListVersions } from '../sql/select-named-list-versions.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';
import type { ListLibrary, OpenedLists } from './list-library.ts';

export type NamedVersion = Pick<HeldListVersion, 'name' | 'version'>;

/** The lists that a row of the log names by its partition and number. */
export interface NamedLists {
  /** Version of each list, by name. */
  versionsAt(partition: number, number: number): readonly NamedVersion[];
  /** @throws Error when it was not among those asked for */
  at(partition: number, number: number): OpenedLists;
}

/** @param wanted partition → numbers of rows of its log */
export async function openNamedLists(
  db: Queryable,
  library: ListLibrary,
  wanted: ReadonlyMap<number, ReadonlySet<number>>,
): Promise<NamedLists> {
  const versions = Map.groupBy(await selectNamedListVersions(db, [...wanted.keys()]), ({ partition }) => partition);
  const opened = new Map<string, OpenedLists>();
  for (const [partition, numbers] of wanted) {
    for (const number of numbers) {
      opened.set(`${partition} ${number}`, await library.open(db, heldAt(versions.get(partition) ?? [], number)));
    }
  }
  return {
    versionsAt: (partition, number) =>
      heldAt(versions.get(partition) ?? [], number)
        .map(({ name, version }) => ({ name, version }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    at(partition, number) {
      const lists = opened.get(`${partition} ${number}`);
      if (lists === undefined) throw new Error(`lists number ${number} of partition ${partition} were not opened`);
      return lists;
    },
  };
}

/** Of each list the newest version up to a number. */
function heldAt(newestFirst: readonly HeldListVersion[], number: number): HeldListVersion[] {
  const held = new Map<string, HeldListVersion>();
  for (const one of newestFirst) if (one.number <= number && !held.has(one.name)) held.set(one.name, one);
  return [...held.values()];
}
