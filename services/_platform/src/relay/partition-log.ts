import type { LogEntry } from './log-reader.ts';

/** Entries kept in memory per partition; beyond it they are read from the table when their turn comes. */
const MAX_OFFERED = 20_000;

/** What is known in memory of one partition of the log: where its cursor stands, and entries that follow. */
export interface PartitionLog {
  /** Last published entry; undefined = not read yet. */
  readonly cursor: number | undefined;
  /** Another one after each `distrust`: what was seen under a former one may be old. */
  readonly generation: number;
  offer(entries: readonly LogEntry[]): void;
  /** The entries that follow the cursor without gap; undefined when the table must be asked. */
  next(limit: number): readonly LogEntry[] | undefined;
  /** The cursor stands here now, by the database's word. */
  moveTo(cursor: number): void;
  /** Everything must be looked at again: a failure, a gained or lost lease. */
  distrust(): void;
  /** Whether the table holds entries after the cursor that were not offered. */
  tableHasMore(more: boolean): void;
}

export function createPartitionLog(): PartitionLog {
  let cursor: number | undefined;
  let generation = 0;
  let mustRead = true;
  let offered: LogEntry[] = [];

  const dropPublished = (): void => {
    const published = cursor ?? 0;
    const first = offered.findIndex((entry) => entry.number > published);
    if (first !== 0) offered = first === -1 ? [] : offered.slice(first);
  };

  return {
    get cursor() {
      return cursor;
    },
    get generation() {
      return generation;
    },
    offer(entries) {
      const follows = offered.at(-1)?.number;
      const first = entries[0]?.number;
      // A gap in memory, or too much of it: the table has it all.
      if ((follows !== undefined && first !== follows + 1) || offered.length > MAX_OFFERED) {
        offered = [];
        mustRead = true;
      } else {
        for (const entry of entries) offered.push(entry);
      }
    },
    next(limit) {
      if (cursor === undefined || mustRead) return undefined;
      dropPublished();
      const [first] = offered;
      if (first === undefined) return [];
      return first.number === cursor + 1 ? offered.slice(0, limit) : undefined;
    },
    moveTo(to) {
      cursor = to;
      dropPublished();
    },
    distrust() {
      generation += 1;
      cursor = undefined;
      offered = [];
      mustRead = true;
    },
    tableHasMore(more) {
      mustRead = more;
    },
  };
}
