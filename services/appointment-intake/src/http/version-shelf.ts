import type { Queryable } from '../../../_platform/src/database/database.ts';
import { readListRows, type ListRows } from '../sql/read-list-rows.ts';

/** The longest list takes 5 MB in memory. */
const mostKept = 8;

/** Former and planned versions that were asked for lately: anybody may ask for them, and their rows never change. */
export function createVersionShelf(database: Queryable): {
  take(name: string, version: number): Promise<ListRows | undefined>;
} {
  const kept = new Map<string, ListRows>();
  return {
    take: async (name, version) => {
      const key = `${name} ${version}`;
      const found = kept.get(key) ?? (await readListRows(database, name, version));
      if (found === undefined) return undefined;
      // Asked last, dropped last.
      kept.delete(key);
      kept.set(key, found);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return found;
    },
  };
}
