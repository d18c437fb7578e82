import type { RowPlace, StoredRow } from './sql/read-rows.ts';

/** What was refused is tried again this often: somebody may have repaired or created the topic. */
const TRY_AGAIN_MS = 10_000;

/** What the broker refuses for good, as long as nobody does something about it: single rows, and whole topics. */
export interface RefusedRows {
  /** Rows that were refused, and topics that are not there. */
  readonly places: readonly RowPlace[];
  readonly topics: readonly string[];
  readonly isEmpty: boolean;
  /** Remembers a row that stands alone in a refused call. */
  addRow(row: StoredRow): void;
  /** Remembers topics that are not there. */
  addTopics(topics: readonly string[]): void;
  /** Those of the rows, given in order, that need not wait: not refused, and not behind a refused one of their key. */
  free(rows: readonly StoredRow[]): StoredRow[];
  /** Lets go of everything once it has waited its time; true when it did. */
  tryAgain(): boolean;
}

export function createRefusedRows(): RefusedRows {
  const places = new Map<string, RowPlace>();
  const topics = new Set<string>();
  const keys = new Set<string>();
  let until = 0;
  const begin = (): void => {
    if (until === 0) until = performance.now() + TRY_AGAIN_MS;
  };
  const isRefused = (row: StoredRow): boolean => topics.has(row.topic) || places.has(nameOf(row));

  return {
    get places() {
      return [...places.values()];
    },
    get topics() {
      return [...topics];
    },
    get isEmpty() {
      return places.size === 0 && topics.size === 0;
    },
    addRow(row) {
      begin();
      places.set(nameOf(row), { number: row.number, slot: row.slot, ordinal: row.ordinal });
      keys.add(row.key);
    },
    addTopics(missing) {
      begin();
      for (const topic of missing) topics.add(topic);
    },
    free: (rows) =>
      rows.filter((row) => {
        if (isRefused(row)) keys.add(row.key);
        return !keys.has(row.key);
      }),
    tryAgain() {
      if (until === 0 || performance.now() < until) return false;
      for (const memory of [places, topics, keys]) memory.clear();
      until = 0;
      return true;
    },
  };
}

function nameOf({ number, slot, ordinal }: RowPlace): string {
  return `${number}/${slot}/${ordinal}`;
}
