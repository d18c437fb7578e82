import { expect, it } from '@jest/globals';
import { createPartitionLog } from '../../src/relay/partition-log.ts';
import type { PartitionLog } from '../../src/relay/partition-log.ts';

const entries = (from: number, to: number): { number: number; records: [] }[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ number: from + i, records: [] }));
const numbers = (log: PartitionLog): number[] | undefined => log.next(100)?.map((entry) => entry.number);

function caughtUpAt(cursor: number): PartitionLog {
  const log = createPartitionLog();
  log.moveTo(cursor);
  log.tableHasMore(false);
  return log;
}

it('asks the table first', () => {
  expect(numbers(createPartitionLog())).toBeUndefined();
});

it('gives what follows the cursor', () => {
  const log = caughtUpAt(3);
  log.offer(entries(4, 6));
  expect(numbers(log)).toEqual([4, 5, 6]);
  log.moveTo(5);
  expect(numbers(log)).toEqual([6]);
  log.moveTo(6);
  expect(numbers(log)).toEqual([]);
});

it('asks the table when something is missing before the first', () => {
  const log = caughtUpAt(3);
  log.offer(entries(5, 6));
  expect(numbers(log)).toBeUndefined();
});

it('asks the table when something is missing in between', () => {
  const log = caughtUpAt(3);
  log.offer(entries(4, 5));
  log.offer(entries(7, 8));
  expect(numbers(log)).toBeUndefined();
});

it('drops what was already published', () => {
  const log = caughtUpAt(5);
  log.offer(entries(4, 6));
  expect(numbers(log)).toEqual([6]);
});

it('trusts nothing after a failure', () => {
  const log = caughtUpAt(3);
  log.offer(entries(4, 6));
  log.distrust();
  expect(log.cursor).toBeUndefined();
  expect(numbers(log)).toBeUndefined();
});
