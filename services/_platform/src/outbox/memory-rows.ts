import type { SlotRows } from './pack-rows.ts';

/** Rows of this process that are kept in memory; more than this is read from the table when its turn comes. */
const MAX_READY_BYTES = 64 * 1024 * 1024;
const MAX_READY_ROWS = 50_000;
/** Longer than any transaction lasts: a number that was not committed by then never will be, or nobody told us. */
const FORGOTTEN_AFTER_MS = 30_000;

/** The rows of one number in one slot. */
export interface TakenRows {
  readonly number: number;
  readonly slot: number;
  readonly rows: SlotRows;
}

interface Ready {
  readonly number: number;
  readonly bySlot: ReadonlyMap<number, SlotRows>;
}

/**
 * The numbers this process knows of: those whose transaction is still running, and those that are committed and wait
 * for their turn. Whatever else the table holds was written by another process, or by this one in an earlier life.
 */
export interface MemoryRows {
  /** A number was drawn; its transaction has not ended. */
  expect(number: number): void;
  /** Its transaction was committed. False when there was no room: read the table. Ignored when it was dropped before. */
  ready(number: number, bySlot: ReadonlyMap<number, SlotRows>): boolean;
  /** Takes the next rows of these slots, of whole numbers; rows of other slots fall away. */
  take(slots: ReadonlySet<number>, limit: { rows: number; bytes: number }): TakenRows[];
  /** Takes the rows of these numbers, as far as they are ready. */
  takeThese(numbers: Iterable<number>, slots: ReadonlySet<number>): TakenRows[];
  /** Whether all of these transactions have ended by what we were told; waits for that at most this long. */
  haveEnded(numbers: readonly number[], withinMs: number): Promise<boolean>;
  /** These numbers come, or came, from the table; or they will never be committed. */
  drop(numbers: Iterable<number>): void;
  /** Its transaction is running, or it waits for its turn. */
  knows(number: number): boolean;
  /** Numbers that wait for their turn. */
  readonly waiting: number[];
  /** Highest number ever seen. */
  readonly highest: number;
  readonly isEmpty: boolean;
  clear(): void;
}

export function createMemoryRows(): MemoryRows {
  const expected = new Map<number, number>();
  let queue = new Map<number, Ready>();
  let rowsReady = 0;
  let bytesReady = 0;
  let highest = 0;

  const count = (bySlot: ReadonlyMap<number, SlotRows>, sign: 1 | -1): void => {
    for (const { records, bytes } of bySlot.values()) {
      rowsReady += sign * records.length;
      bytesReady += sign * bytes;
    }
  };
  let onEnded: () => void = () => undefined;

  const ended = (number: number): boolean => {
    const wasRunning = expected.delete(number);
    if (wasRunning) onEnded();
    return wasRunning;
  };
  const takeOne = ({ number, bySlot }: Ready, slots: ReadonlySet<number>): TakenRows[] => {
    queue.delete(number);
    count(bySlot, -1);
    return [...bySlot].flatMap(([slot, rows]) => (slots.has(slot) ? [{ number, slot, rows }] : []));
  };
  const forgetOld = (): void => {
    const before = performance.now() - FORGOTTEN_AFTER_MS;
    for (const [number, since] of expected) {
      if (since > before) break;
      expected.delete(number);
    }
  };
  const clear = (): void => {
    queue = new Map();
    rowsReady = 0;
    bytesReady = 0;
  };

  return {
    expect(number) {
      forgetOld();
      expected.set(number, performance.now());
      highest = Math.max(highest, number);
    },
    ready(number, bySlot) {
      if (!ended(number)) return true;
      if (rowsReady >= MAX_READY_ROWS || bytesReady >= MAX_READY_BYTES) {
        clear();
        return false;
      }
      queue.set(number, { number, bySlot });
      count(bySlot, 1);
      return true;
    },
    take(slots, limit) {
      const taken: TakenRows[] = [];
      let bytes = 0;
      let rows = 0;
      for (const ready of queue.values()) {
        if (rows >= limit.rows || bytes >= limit.bytes) break;
        for (const one of takeOne(ready, slots)) {
          taken.push(one);
          rows += one.rows.records.length;
          bytes += one.rows.bytes;
        }
      }
      return taken;
    },
    takeThese: (numbers, slots) =>
      [...numbers].flatMap((number) => {
        const ready = queue.get(number);
        return ready === undefined ? [] : takeOne(ready, slots);
      }),
    async haveEnded(numbers, withinMs) {
      const allEnded = (): boolean => !numbers.some((number) => expected.has(number));
      if (allEnded()) return true;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, withinMs);
      onEnded = () => {
        if (allEnded()) resolve();
      };
      await promise;
      clearTimeout(timer);
      return allEnded();
    },
    drop(numbers) {
      for (const number of numbers) {
        highest = Math.max(highest, number);
        ended(number);
        const ready = queue.get(number);
        if (ready === undefined) continue;
        queue.delete(number);
        count(ready.bySlot, -1);
      }
    },
    knows: (number) => expected.has(number) || queue.has(number),
    get waiting() {
      return [...queue.keys()];
    },
    get highest() {
      return highest;
    },
    get isEmpty() {
      return queue.size === 0;
    },
    clear,
  };
}
