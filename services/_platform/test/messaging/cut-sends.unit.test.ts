import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  countRecords,
  halve,
  sizeOf,
  takeSend,
  type PublishCall,
  type Slice,
} from '../../src/messaging/kafkajs/cut-sends.ts';

const LIMITS = { bytes: 1_000, records: 7 };

function call(sizes: readonly number[]): PublishCall {
  const records = sizes.map((size) => ({ topic: 't', key: Buffer.from('k'), value: Buffer.alloc(size), headers: {} }));
  return { records, taken: 0, acknowledged: 0, settled: false, resolve: () => undefined, reject: () => undefined };
}

const calls = fc.array(fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 12 }), {
  maxLength: 12,
});
const flat = (slices: readonly Slice[]): unknown[] =>
  slices.flatMap(({ call: c, from, to }) => c.records.slice(from, to));

describe('cutting what waits in sends', () => {
  it('takes every record once, in order, within the limits unless one record alone is larger', () => {
    fc.assert(
      fc.property(calls, (sizes) => {
        const waiting = sizes.map(call);
        const expected = waiting.flatMap(({ records }) => records);
        const queue = [...waiting];
        const sent: unknown[] = [];
        while (queue.length > 0) {
          const slices = takeSend(queue, LIMITS);
          const records = slices.flatMap(({ call: c, from, to }) => c.records.slice(from, to));
          const bytes = records.reduce((sum, record) => sum + sizeOf(record), 0);
          expect(records.length).toBeGreaterThan(0);
          expect(records.length).toBeLessThanOrEqual(LIMITS.records);
          if (records.length > 1) expect(bytes).toBeLessThanOrEqual(LIMITS.bytes);
          sent.push(...records);
        }
        expect(sent).toEqual(expected);
      }),
    );
  });

  it('halves a send into two that are not empty, in order', () => {
    fc.assert(
      fc.property(calls, (sizes) => {
        const slices = takeSend(sizes.map(call), { bytes: Infinity, records: Infinity });
        fc.pre(countRecords(slices) >= 2);
        const [first, second] = halve(slices);
        expect(countRecords(first)).toBeGreaterThan(0);
        expect(countRecords(second)).toBeGreaterThan(0);
        expect([...flat(first), ...flat(second)]).toEqual(flat(slices));
      }),
    );
  });
});
