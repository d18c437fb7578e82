import type { OutgoingRecord } from '../messaging/messaging.ts';
import type { TakenRows } from './memory-rows.ts';
import { toRecord } from './pack-rows.ts';
import type { PublishedRange } from './sql/forget-rows.ts';
import type { StoredRow } from './sql/read-rows.ts';

/** What is published in one go, and forgotten after that. */
export interface Round {
  readonly records: readonly OutgoingRecord[];
  readonly ranges: readonly PublishedRange[];
}

/** In order of number: of two transactions that know of one another, the later one drew the higher one. */
export function roundOfMemory(taken: TakenRows[]): Round {
  taken.sort((one, other) => one.number - other.number);
  return {
    records: taken.flatMap(({ rows }) => rows.records),
    // From the first: nothing of it lies in the table and waits, else the table had been read.
    ranges: taken.map(({ number, slot, rows }) => ({ number, slot, first: 0, last: rows.last })),
  };
}

function rangeOf({ number, slot, ordinal }: StoredRow): PublishedRange {
  return { number, slot, first: ordinal, last: ordinal };
}

/** @param isWhole nothing lies in the table between the rows */
export function roundOfTable(rows: readonly StoredRow[], { isWhole }: { readonly isWhole: boolean }): Round {
  return { records: rows.map(toRecord), ranges: isWhole ? rangesOf(rows) : rows.map(rangeOf) };
}

/** Of rows that follow one another in the table. */
function rangesOf(rows: readonly StoredRow[]): PublishedRange[] {
  const ranges: PublishedRange[] = [];
  for (const row of rows) {
    const former = ranges.at(-1);
    const goesOn = former?.number === row.number && former.slot === row.slot;
    if (goesOn) ranges.pop();
    ranges.push(goesOn ? { ...former, last: row.ordinal } : rangeOf(row));
  }
  return ranges;
}

export function numbersOf(round: Round): number[] {
  return [...new Set(round.ranges.map((range) => range.number))];
}
