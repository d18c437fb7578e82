import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import type { FetchedBatch, Messaging } from '../../src/messaging/messaging.ts';
import { openBench, startLedger, type ConsumerBench } from './consumer-bench.ts';
import { entry } from './ledger.ts';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const idsFrom = (from: number, to: number): string[] => numbers(from, to).map(String);

describe('one effect for every record', () => {
  let bench: ConsumerBench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  const publish = (topic: string, from: number, to: number): Promise<void> =>
    bench.publisher.publish(numbers(from, to).map((i) => entry(topic, `key-${i % 7}`, String(i))));

  /** As if the group had lost its offsets, or another member took all partitions at once. */
  const inAnotherGroup = (suffix: string): Messaging => ({
    ...bench.messaging,
    subscribe: (o) => bench.messaging.subscribe({ ...o, group: `${o.group}-${suffix}` }),
  });

  it('applies in log order, numbered without a gap, in few transactions', async () => {
    const topic = await bench.newTopic();
    await publish(topic, 0, 1_000);
    let commits = 0;
    const ledger = await startLedger(bench, topic, { onCommit: () => (commits += 1) });
    await ledger.caughtUp();
    expect((await ledger.lines()).map(({ number, id }) => [number, id])).toEqual(
      numbers(0, 1_000).map((i) => [i + 1, String(i)]),
    );
    expect(commits).toBeLessThanOrEqual(5);
    await ledger.stop();
  });

  it('drops what was published twice, inside a batch and later', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic);
    await bench.publisher.publish([entry(topic, 'a', '1'), entry(topic, 'a', '1'), entry(topic, 'b', '2')]);
    await ledger.caughtUp();
    await bench.publisher.publish([entry(topic, 'b', '2'), entry(topic, 'a', '3'), entry(topic, 'a', '1')]);
    await ledger.caughtUp();
    expect(await ledger.ids()).toEqual(['1', '2', '3']);
    expect(await ledger.parked()).toEqual([]);
    await ledger.stop();
  });

  it('drops the whole log when it is delivered again, and goes on at its end', async () => {
    const topic = await bench.newTopic();
    await publish(topic, 0, 300);
    const first = await startLedger(bench, topic);
    await first.caughtUp();
    await first.stop();

    await publish(topic, 300, 400);
    const again = await startLedger(bench, topic, { messaging: inAnotherGroup('again') });
    await again.caughtUp();
    expect(await again.ids()).toEqual(idsFrom(0, 400));
    await again.stop();
  });

  it('seeks back to its position when the group is ahead of a database restored from a backup', async () => {
    const topic = await bench.newTopic();
    await publish(topic, 0, 50);
    const first = await startLedger(bench, topic);
    await first.caughtUp();
    await first.stop();
    await bench.database.query('DELETE FROM ledger WHERE topic = $1 AND number > 20', [topic]);
    await bench.database.query('DELETE FROM inbox WHERE consumer = $1 AND message_id::int >= 20', [`ledger-${topic}`]);
    await bench.database.query('UPDATE positions SET next_offset = 20, application_number = 20 WHERE topic = $1', [
      topic,
    ]);

    await publish(topic, 50, 60);
    const restored = await startLedger(bench, topic);
    await restored.caughtUp();
    expect(await restored.ids()).toEqual(idsFrom(0, 60));
    await restored.stop();
  });

  it('applies once when two consumers believe they own the same partition', async () => {
    const topic = await bench.newTopic();
    await publish(topic, 0, 500);
    const [one, two] = await Promise.all([
      startLedger(bench, topic, { messaging: inAnotherGroup('one') }),
      startLedger(bench, topic, { messaging: inAnotherGroup('two') }),
    ]);
    for (let i = 500; i < 1_000; i += 50) await publish(topic, i, i + 50);
    await one.caughtUp();
    await two.caughtUp();
    expect((await one.lines()).map(({ number, id }) => [number, id])).toEqual(
      numbers(0, 1_000).map((i) => [i + 1, String(i)]),
    );
    await one.stop();
    await two.stop();
  });

  it('shares the partitions of a group, and takes over those of a member that leaves', async () => {
    const topic = await bench.newTopic({ count: 4 });
    const [one, two] = await Promise.all([startLedger(bench, topic), startLedger(bench, topic)]);
    await publish(topic, 0, 200);
    await one.caughtUp();
    await one.stop();
    await publish(topic, 200, 400);
    await two.caughtUp();
    expect((await two.ids()).map(Number).sort((a, b) => a - b)).toEqual(numbers(0, 400));
    await two.stop();
  });

  it('passes the fault point between the commit and the offset of the group', async () => {
    const topic = await bench.newTopic();
    const passed: { name: string; position: number }[] = [];
    const positions: Promise<void>[] = [];
    const reach = (name: string): void => {
      const asked = bench.database.query<{ next_offset: number }>(
        'SELECT next_offset FROM positions WHERE topic = $1',
        [topic],
      );
      positions.push(asked.then(({ rows }) => void passed.push({ name, position: rows[0]!.next_offset })));
    };
    await publish(topic, 0, 3);
    const ledger = await startLedger(bench, topic, { faultPoints: { reach } });
    await ledger.caughtUp();
    await Promise.all(positions);
    expect(passed[0]).toEqual({ name: 'after-commit-before-offset', position: 3 });
    await ledger.stop();
    expect(await bench.messaging.groupOffsets(`ledger-${topic}`, topic)).toEqual([{ partition: 0, offset: '3' }]);
  });

  it('takes the same number of statements for 10 records as for 400', async () => {
    const counted = async (count: number): Promise<number> => {
      const topic = await bench.newTopic();
      await publish(topic, 0, count);
      let statements = 0;
      const ledger = await startLedger(bench, topic, {
        database: {
          ...bench.database,
          query: bench.database.query,
          transaction: (work) =>
            bench.database.transaction((tx) =>
              work({
                ...tx,
                query: (text, params) => {
                  statements += 1;
                  return tx.query(text, params);
                },
              }),
            ),
        },
      });
      await ledger.caughtUp();
      await ledger.stop();
      return statements;
    };
    expect([await counted(10), await counted(400)]).toEqual([4, 4]);
  });

  describe('on a fetch with a gap', () => {
    /** Takes records out of the first batch, as compaction would. */
    const without = (offsets: readonly string[]): Messaging => ({
      ...bench.messaging,
      subscribe: (o) =>
        bench.messaging.subscribe({
          ...o,
          onBatch: (batch: FetchedBatch) =>
            o.onBatch({ ...batch, records: batch.records.filter(({ offset }) => !offsets.includes(offset)) }),
        }),
    });

    it('goes on when the topic is compacted', async () => {
      const topic = await bench.newTopic();
      await publish(topic, 0, 10);
      const ledger = await startLedger(bench, topic, { messaging: without(['0', '4']), handler: { compacted: true } });
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(['1', '2', '3', '5', '6', '7', '8', '9']);
      await ledger.stop();
    });

    it('stops before the gap when it is not, for records are missing from the log', async () => {
      const topic = await bench.newTopic();
      await publish(topic, 0, 10);
      const ledger = await startLedger(bench, topic, { messaging: without(['4']) });
      const { partitions } = await eventually(async () => {
        const status = await ledger.running.status();
        return status.partitions[0]?.state === 'GESTOPT' ? status : undefined;
      });
      expect(partitions[0]).toMatchObject({ position: 4, lag: 6, reason: 'POSITION_LOST' });
      expect(await ledger.ids()).toEqual(['0', '1', '2', '3']);
      expect(ledger.running.ready()).toBe(true);
      await ledger.stop();
    });
  });
});
