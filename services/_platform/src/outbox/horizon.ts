/** One look at the database. */
export interface Sighting {
  /** Every transaction with a lower id has ended. */
  readonly oldestRunning: number;
  /** Every transaction that writes later gets this id or a higher one. */
  readonly nextTransaction: number;
  /** Highest number drawn. */
  readonly lastNumber: number;
}

/** Tells up to which number no row can appear any more. */
export interface Horizon {
  /** All transactions that drew a number up to this one have ended. */
  readonly settled: number;
  see(sighting: Sighting): void;
}

/**
 * Numbers are drawn in one order and committed in another: a row may appear below numbers that were published long ago.
 * How far down must one look? A transaction has its id before it draws its number (add-rows.ts sees to that), so those
 * that drew the numbers seen at one look have ids below `nextTransaction` of the look after it; when the oldest running
 * transaction has reached that id, all of them have ended.
 */
export function createHorizon(): Horizon {
  let settled = 0;
  let candidate: { readonly number: number; readonly below?: number } | undefined;
  return {
    get settled() {
      return settled;
    },
    see({ oldestRunning, nextTransaction, lastNumber }) {
      if (candidate === undefined) {
        candidate = { number: lastNumber };
      } else if (candidate.below === undefined) {
        candidate = { ...candidate, below: nextTransaction };
      } else if (oldestRunning >= candidate.below) {
        settled = candidate.number;
        candidate = { number: lastNumber };
      }
    },
  };
}
