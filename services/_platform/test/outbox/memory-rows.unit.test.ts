import { expect, it } from '@jest/globals';
import { createMemoryRows, type TakenRows } from '../../src/outbox/memory-rows.ts';
import { packRows } from '../../src/outbox/pack-rows.ts';
import { slotOf, SLOTS } from '../../src/outbox/slot-of.ts';

const ALL = new Set(Array.from({ length: SLOTS }, (_, slot) => slot));
const LIMIT = { rows: 100, bytes: 1_000_000 };
const packed = (...keys: string[]): ReturnType<typeof packRows>['bySlot'] =>
  packRows(keys.map((key) => ({ id: key, topic: 't', key, value: key, headers: {} }))).bySlot;
const keysOf = (taken: readonly TakenRows[]): string[] =>
  taken.flatMap(({ rows }) => rows.records.map(({ key }) => String(key)));

it('gives rows in order of commit, not of number', () => {
  const memory = createMemoryRows();
  memory.expect(1);
  memory.expect(2);
  memory.ready(2, packed('b'));
  memory.ready(1, packed('a'));
  expect(keysOf(memory.take(ALL, LIMIT))).toEqual(['b', 'a']);
  expect(memory.isEmpty).toBe(true);
});

it('knows running transactions and waiting rows, and forgets what it gave', () => {
  const memory = createMemoryRows();
  memory.expect(1);
  memory.expect(2);
  memory.ready(2, packed('b'));
  expect([memory.knows(1), memory.knows(2), memory.waiting]).toEqual([true, true, [2]]);
  memory.take(ALL, LIMIT);
  expect([memory.knows(1), memory.knows(2), memory.waiting]).toEqual([true, false, []]);
  expect(memory.highest).toBe(2);
});

it('gives whole numbers until a limit is reached', () => {
  const memory = createMemoryRows();
  for (const number of [1, 2, 3]) {
    memory.expect(number);
    memory.ready(number, packed('a', 'b'));
  }
  expect(keysOf(memory.take(ALL, { rows: 3, bytes: 1_000 }))).toHaveLength(4);
  expect(keysOf(memory.take(ALL, LIMIT))).toHaveLength(2);
});

it('lets rows of slots of others fall away', () => {
  const memory = createMemoryRows();
  memory.expect(1);
  memory.ready(1, packed('a', 'b', 'c', 'd', 'e'));
  const round = memory.take(new Set([slotOf('a')]), LIMIT);
  expect(keysOf(round)).toContain('a');
  expect(keysOf(round).every((key) => slotOf(key) === slotOf('a'))).toBe(true);
  expect(memory.isEmpty).toBe(true);
});

it('ignores a commit that is reported after the rows were read from the table', () => {
  const memory = createMemoryRows();
  memory.expect(1);
  memory.drop([1]);
  expect(memory.ready(1, packed('a'))).toBe(true);
  expect(memory.isEmpty).toBe(true);
});

it('takes what is asked for by number, as far as it is ready', () => {
  const memory = createMemoryRows();
  for (const number of [1, 2, 3]) memory.expect(number);
  memory.ready(3, packed('c'));
  memory.ready(1, packed('a'));
  expect(keysOf(memory.takeThese([1, 2], ALL))).toEqual(['a']);
  expect(memory.waiting).toEqual([3]);
});

it('waits until transactions have ended, one way or the other, but not for ever', async () => {
  const memory = createMemoryRows();
  for (const number of [1, 2, 3]) memory.expect(number);
  const ended = memory.haveEnded([1, 2], 60_000);
  memory.ready(1, packed('a'));
  memory.drop([2]);
  expect(await ended).toBe(true);
  expect(await memory.haveEnded([3], 1)).toBe(false);
});

it('says so when there is no room, and starts anew', () => {
  const memory = createMemoryRows();
  const many = packed(...Array.from({ length: 60_000 }, (_, i) => `k${i}`));
  memory.expect(1);
  expect(memory.ready(1, many)).toBe(true);
  memory.expect(2);
  expect(memory.ready(2, packed('a'))).toBe(false);
  expect(memory.isEmpty).toBe(true);
});
