import type { OutgoingRecord } from '../messaging/messaging.ts';
import type { SlotRows } from './pack-rows.ts';
import type { PublishedRange } from './sql/forget-rows.ts';

/** Rows of this process that are kept in memory; more than this is read from the table when its turn comes. */
const MAX_READY_BYTES = 64 * 1024 * 1024;
const MAX_READY_ROWS = 50_000;
/** Longer than any transaction lasts: a number that was not committed by then never will be, or nobody told us. */
const FORGOTTEN_AFTER_MS = 30_000;

/** What is published in one go. */
export interface Round {
  readonly records: readonly OutgoingRecord[];
  readonly ranges: readonly PublishedRange[];
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
  /** Takes the next rows of these slots, in order of commit; rows of other slots fall away. */
  take(slots: ReadonlySet<number>, limit: { rows: number; bytes: number }): Round;
  /** These numbers come, or came, from the table. */
  drop(numbers: Iterable<number>): void;
  readonly known: number[];
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
      expected.set(number, performance.now());
      highest = Math.max(highest, number);
    },
    ready(number, bySlot) {
      if (!expected.delete(number)) return true;
      if (rowsReady >= MAX_READY_ROWS || bytesReady >= MAX_READY_BYTES) {
        clear();
        return false;
      }
      queue.set(number, { number, bySlot });
      count(bySlot, 1);
      return true;
    },
    take(slots, limit) {
      const records: OutgoingRecord[] = [];
      const ranges: PublishedRange[] = [];
      let bytes = 0;
      for (const { number, bySlot } of queue.values()) {
        if (records.length >= limit.rows || bytes >= limit.bytes) break;
        for (const [slot, rows] of bySlot) {
          if (!slots.has(slot)) continue;
          for (const record of rows.records) records.push(record);
          bytes += rows.bytes;
          ranges.push({ number, slot, last: rows.last });
        }
        queue.delete(number);
        count(bySlot, -1);
      }
      return { records, ranges };
    },
    drop(numbers) {
      for (const number of numbers) {
        highest = Math.max(highest, number);
        expected.delete(number);
        const ready = queue.get(number);
        if (ready === undefined) continue;
        queue.delete(number);
        count(ready.bySlot, -1);
      }
    },
    get known() {
      forgetOld();
      return [...expected.keys(), ...queue.keys()];
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
