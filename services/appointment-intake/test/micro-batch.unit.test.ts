import { describe, expect, it } from '@jest/globals';
import { createMicroBatch } from '../src/intake/micro-batch.ts';

/** Runs that end when the test says so. */
function controlled(o: { concurrency?: number; fullAt?: number } = {}) {
  const runs: { items: readonly string[]; end: (error?: Error) => void }[] = [];
  const batch = createMicroBatch<string, string>({
    fullAt: o.fullAt ?? 3,
    weightOf: (item) => item.length,
    concurrency: o.concurrency ?? 1,
    run: (items) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
      runs.push({
        items,
        end: (error) => {
          if (error === undefined) resolve(items.map((item) => item.toUpperCase()));
          else reject(error);
        },
      });
      return promise;
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { batch, runs, turn };
}

describe('a micro-batch', () => {
  it('lets an item alone start at once, and gathers what comes meanwhile for the next run', async () => {
    const { batch, runs, turn } = controlled();
    const first = batch.submit('a');
    await turn();
    const others = [batch.submit('b'), batch.submit('c')];
    await turn();
    expect(runs.map(({ items }) => items)).toEqual([['a']]);
    runs[0]!.end();
    await first;
    await turn();
    expect(runs[1]!.items).toEqual(['b', 'c']);
    runs[1]!.end();
    expect(await Promise.all(others)).toEqual(['B', 'C']);
  });

  it('is full at its weight; an item that is heavier goes alone', async () => {
    const { batch, runs, turn } = controlled({ fullAt: 3 });
    const all = ['aa', 'b', 'c', 'dddd', 'e'].map((item) => batch.submit(item));
    for (let index = 0; index < 4; index += 1) {
      await turn();
      runs[index]?.end();
    }
    expect(await Promise.all(all)).toEqual(['AA', 'B', 'C', 'DDDD', 'E']);
    expect(runs.map(({ items }) => items)).toEqual([['aa', 'b'], ['c'], ['dddd'], ['e']]);
  });

  it('gives a failure to the items of that run alone, and goes on', async () => {
    const { batch, runs, turn } = controlled();
    const first = batch.submit('a');
    await turn();
    const second = batch.submit('b');
    runs[0]!.end(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    runs[1]!.end();
    expect(await second).toBe('B');
  });

  it('has no more runs under way than it may', async () => {
    const { batch, runs, turn } = controlled({ concurrency: 2, fullAt: 1 });
    const all = ['a', 'b', 'c'].map((item) => batch.submit(item));
    await turn();
    await turn();
    expect(runs).toHaveLength(2);
    runs[0]!.end();
    await turn();
    await turn();
    expect(runs).toHaveLength(3);
    for (const run of runs) run.end();
    expect(await Promise.all(all)).toEqual(['A', 'B', 'C']);
  });
});
