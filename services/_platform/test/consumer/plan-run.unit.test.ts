import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createBrake } from '../../src/consumer/brake.ts';
import { cutRuns } from '../../src/consumer/cut-runs.ts';
import { planRun } from '../../src/consumer/plan-run.ts';
import type { PoisonRecord, ReadableRecord, ReadRecord } from '../../src/consumer/read-record.ts';
import type { IncomingRecord } from '../../src/messaging/messaging.ts';

function record(offset: number): IncomingRecord {
  return { topic: 't', partition: 0, offset: String(offset), timestamp: 0, key: null, value: null, headers: {} };
}

function good(
  offset: number,
  key: string | null,
  o: { id?: string; content?: string; alone?: boolean } = {},
): ReadableRecord<null> {
  const id = o.id ?? `m${offset}`;
  const contentHash = Buffer.from(hash('sha256', o.content ?? id), 'hex');
  const decoded = { id, key, contentHash, expectedRecordKey: key ?? '', alone: o.alone ?? false, message: null };
  return { kind: 'readable', record: record(offset), offset, decoded };
}

function bad(offset: number, key: string | null): PoisonRecord {
  const failure = { reason: 'BAD', fingerprint: 'f', message: '', stack: null };
  return { kind: 'poison', record: record(offset), offset, failure, key, messageId: null };
}

describe('planning a run', () => {
  const plan = (run: ReadRecord<null>[], blocked: string[] = []) => {
    const { toApply, toPark, culprits } = planRun('c', run, new Set(blocked));
    const parked = toPark.map(
      ({ record: { offset }, blockedKey, failure }) => `${offset} ${blockedKey} ${failure.reason}`,
    );
    return { apply: toApply.map(({ offset }) => offset), parked, culprits };
  };

  it('lets later records of a key wait behind its culprit, and earlier ones and other keys pass', () => {
    const run = [good(0, 'a'), bad(1, 'a'), good(2, 'b'), good(3, 'a'), good(4, null)];
    expect(plan(run)).toEqual({ apply: [0, 2, 4], parked: ['1 a BAD', '3 a WAITING'], culprits: 1 });
  });

  it('blocks nobody by a culprit without a key', () => {
    expect(plan([bad(0, null), good(1, 'a')])).toEqual({ apply: [1], parked: ['0 null BAD'], culprits: 1 });
  });

  it('lets records of a key wait that was parked before', () => {
    expect(plan([good(0, 'a'), good(1, 'b')], ['a'])).toEqual({ apply: [1], parked: ['0 a WAITING'], culprits: 0 });
  });

  it('takes a copy once, and parks another content under the same id', () => {
    const run = [
      good(0, 'a', { id: 'x' }),
      good(1, 'a', { id: 'x' }),
      good(2, 'a', { id: 'x', content: 'y' }),
      good(3, 'a'),
    ];
    expect(plan(run)).toEqual({ apply: [0], parked: ['2 a ID_CONFLICT', '3 a WAITING'], culprits: 1 });
  });
});

describe('cutting a batch in runs', () => {
  const cut = (run: ReadRecord<null>[], gaps = false, max = 3): number[][] =>
    cutRuns(run, gaps, max).map((part) => part.map(({ offset }) => offset));

  it('cuts in even pieces no larger than the limit', () => {
    expect(cut([0, 1, 2, 3].map((i) => good(i, 'a')))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(cut([])).toEqual([]);
  });

  it('lets a record that asks for it stand alone', () => {
    expect(cut([good(0, 'a'), good(1, null, { alone: true }), good(2, null, { alone: true }), good(3, 'a')])).toEqual([
      [0],
      [1],
      [2],
      [3],
    ]);
  });

  it('begins a new run at a gap, so that it shows, unless gaps are in order', () => {
    const run = [good(0, 'a'), good(1, 'a'), good(5, 'a')];
    expect(cut(run)).toEqual([[0, 1], [5]]);
    expect(cut(run, true)).toEqual([[0, 1, 5]]);
  });
});

describe('the brake', () => {
  it('gives room for so many in any minute, and all of it after a release', () => {
    let now = 0;
    const brake = createBrake(3, () => now);
    brake.add(2);
    expect(brake.room()).toBe(1);
    now = 30_000;
    brake.add(1);
    expect(brake.room()).toBe(0);
    now = 60_000;
    expect(brake.room()).toBe(2);
    brake.release();
    expect(brake.room()).toBe(3);
  });
});
