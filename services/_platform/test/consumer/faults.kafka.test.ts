import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../../../test/support/eventually.ts';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import type { PartitionStatus } from '../../src/consumer/running-consumer.ts';
import { removeBefore, removeTopic } from '../messaging/foreign-client.ts';
import { catalogueOf } from '../messaging/topics.ts';
import { openBench, startLedger, type ConsumerBench, type LedgerConsumer } from './consumer-bench.ts';
import { entry } from './ledger.ts';

const ids = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => String(from + i));

describe('a consumer in trouble', () => {
  let bench: ConsumerBench;
  let admin: pg.Client;
  beforeAll(async () => {
    bench = await openBench({ lockTimeoutMs: 300 });
    admin = new pg.Client({ connectionString: bench.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await bench.close();
  });

  const appRole = (): string => new URL(bench.appUrl).username;
  const cutConnections = (): Promise<unknown> =>
    admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'consumer-test' AND datname = current_database()`,
    );
  const broker = (): string => kafkaBrokers()[0]!;
  const publish = (topic: string, from: number, to: number): Promise<void> =>
    bench.publisher.publish(ids(from, to).map((id) => entry(topic, `key-${Number(id) % 7}`, id)));
  const firstPartition = async ({ running }: LedgerConsumer): Promise<PartitionStatus> =>
    (await running.status()).partitions[0]!;
  const stopped = (ledger: LedgerConsumer): Promise<PartitionStatus> =>
    eventually(async () => {
      const partition = await firstPartition(ledger);
      return partition.state === 'GESTOPT' ? partition : undefined;
    });
  const started = ({ running }: LedgerConsumer): Promise<true> => eventually(() => running.ready() || undefined);

  describe('with the database', () => {
    it('waits while its connections are cut, again and again, then goes on: nothing parked, nothing lost, nothing twice', async () => {
      const topic = await bench.newTopic();
      const ledger = await startLedger(bench, topic);
      for (let i = 0; i < 10; i += 1) {
        await publish(topic, i * 100, i * 100 + 100);
        await cutConnections();
      }
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(ids(0, 1_000));
      expect(await ledger.parked()).toEqual([]);
      await ledger.stop();
    });

    it('waits while it may not connect at all', async () => {
      const topic = await bench.newTopic();
      const ledger = await startLedger(bench, topic);
      await publish(topic, 0, 10);
      await ledger.caughtUp();
      const [{ name }] = (await admin.query('SELECT current_database() AS name')).rows as [{ name: string }];
      await admin.query(`REVOKE CONNECT ON DATABASE ${name} FROM ${appRole()}`);
      await cutConnections();
      await publish(topic, 10, 20);
      await expect(bench.database.query('SELECT 1')).rejects.toMatchObject({ code: 'TRANSIENT' });
      await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${appRole()}`);
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(ids(0, 20));
      expect(await ledger.parked()).toEqual([]);
      await ledger.stop();
    });

    it('waits for a frozen process that holds the position, and applies what that one did not', async () => {
      const topic = await bench.newTopic();
      const ledger = await startLedger(bench, topic);
      await publish(topic, 0, 10);
      await ledger.caughtUp();

      await admin.query('BEGIN');
      await admin.query('SELECT FROM positions WHERE topic = $1 FOR UPDATE', [topic]);
      await publish(topic, 10, 20);
      // Longer than the lock is waited for: several attempts have failed by then.
      const waited = async (): Promise<boolean> => (await firstPartition(ledger)).lagMs > 1_000;
      await eventually(async () => (await waited()) || undefined);
      expect(await ledger.ids()).toEqual(ids(0, 10));
      await admin.query('ROLLBACK');
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(ids(0, 20));
      await ledger.stop();
    });

    it('does not hold a missing right against the records', async () => {
      const topic = await bench.newTopic();
      const ledger = await startLedger(bench, topic);
      await started(ledger);
      await admin.query(`REVOKE INSERT ON ledger FROM ${appRole()}`);
      await publish(topic, 0, 10);
      await eventually(async () => ((await firstPartition(ledger)).lagMs > 500 ? true : undefined));
      await admin.query(`GRANT INSERT ON ledger TO ${appRole()}`);
      await ledger.caughtUp();
      expect(await ledger.parked()).toEqual([]);
      expect(await ledger.ids()).toEqual(ids(0, 10));
      await ledger.stop();
    });

    it('keeps trying to start until both sides are there', async () => {
      const topic = `late-${bench.prefix}`;
      const ledger = await startLedger(bench, topic);
      expect(ledger.running.ready()).toBe(false);
      await bench.messaging.createTopics(catalogueOf({ name: topic, count: 1 }));
      await publish(topic, 0, 5);
      await started(ledger);
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(ids(0, 5));
      await ledger.stop();
    });
  });

  describe('with the log', () => {
    async function consumedAndStopped(): Promise<string> {
      const topic = await bench.newTopic();
      await publish(topic, 0, 10);
      const ledger = await startLedger(bench, topic);
      await ledger.caughtUp();
      await ledger.stop();
      return topic;
    }

    it('stops at the start when the brokers are another cluster', async () => {
      const topic = await consumedAndStopped();
      await bench.database.query("UPDATE positions SET cluster_id = 'another' WHERE topic = $1", [topic]);
      const ledger = await startLedger(bench, topic);
      expect(await stopped(ledger)).toMatchObject({ position: 10, reason: 'CLUSTER_CHANGED' });
      expect(ledger.running.ready()).toBe(true);
      await ledger.stop();
    });

    it('stops while running when the brokers become another cluster', async () => {
      const topic = await consumedAndStopped();
      const ledger = await startLedger(bench, topic);
      await started(ledger);
      await bench.database.query("UPDATE positions SET cluster_id = 'another' WHERE topic = $1", [topic]);
      await publish(topic, 10, 20);
      expect(await stopped(ledger)).toMatchObject({ position: 10, reason: 'CLUSTER_CHANGED' });
      expect(await ledger.ids()).toEqual(ids(0, 10));
      await ledger.stop();
    });

    it('stops when the log ends before its position', async () => {
      const topic = await consumedAndStopped();
      await bench.database.query('UPDATE positions SET next_offset = 1000 WHERE topic = $1', [topic]);
      const ledger = await startLedger(bench, topic);
      expect(await stopped(ledger)).toMatchObject({ position: 1000, reason: 'POSITION_LOST' });
      expect(ledger.running.ready()).toBe(true);
      await ledger.stop();
    });

    it('stops when records it has not seen were removed', async () => {
      const topic = await consumedAndStopped();
      await publish(topic, 10, 20);
      await removeBefore(broker(), `${bench.prefix}${topic}`, 0, '15');
      const ledger = await startLedger(bench, topic);
      expect(await stopped(ledger)).toMatchObject({ position: 10, reason: 'POSITION_LOST' });
      expect(await ledger.ids()).toEqual(ids(0, 10));
      await ledger.stop();
    });

    it('goes on when only records it has seen were removed', async () => {
      const topic = await consumedAndStopped();
      await removeBefore(broker(), `${bench.prefix}${topic}`, 0, '10');
      await publish(topic, 10, 20);
      const ledger = await startLedger(bench, topic);
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(ids(0, 20));
      await ledger.stop();
    });

    it('stops while running when the topic is removed and made anew', async () => {
      const topic = await consumedAndStopped();
      const ledger = await startLedger(bench, topic);
      await started(ledger);
      await removeTopic(broker(), `${bench.prefix}${topic}`);
      await eventually(async () => {
        await bench.messaging.createTopics(catalogueOf({ name: topic, count: 1 }));
        await publish(topic, 100, 103);
        return true;
      });
      expect(await stopped(ledger)).toMatchObject({ position: 10, reason: 'POSITION_LOST' });
      expect(await ledger.ids()).toEqual(ids(0, 10));
      await ledger.stop();
    });

    it('starts a consumer that never ran at the start of the log, wherever that is', async () => {
      const topic = await bench.newTopic();
      await publish(topic, 0, 10);
      await removeBefore(broker(), `${bench.prefix}${topic}`, 0, '4');
      const ledger = await startLedger(bench, topic);
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(ids(4, 10));
      await ledger.stop();
    });
  });

  describe('in the hands of an operator', () => {
    it('shows its lag in records and time, pauses, resumes and drains', async () => {
      const topic = await bench.newTopic({ count: 2 });
      const ledger = await startLedger(bench, topic);
      await started(ledger);
      await ledger.caughtUp();
      ledger.running.pause(0);
      await bench.publisher.publish([
        { ...entry(topic, 'a', '1'), partition: 0 },
        { ...entry(topic, 'b', '2'), partition: 1 },
      ]);
      await eventually(async () => ((await ledger.ids()).includes('2') ? true : undefined));
      const [held, other] = (await ledger.running.status()).partitions;
      expect(held).toMatchObject({ topic, partition: 0, position: 0, lag: 1, state: 'GEPAUZEERD' });
      expect(other).toMatchObject({ topic, partition: 1, position: 1, lag: 0, lagMs: 0, state: 'LOOPT' });
      expect(held!.lagMs).toBeLessThan(10_000);

      ledger.running.resume(0);
      await ledger.caughtUp();
      await ledger.running.drain();
      expect((await ledger.running.status()).partitions.map(({ state }) => state)).toEqual([
        'GEPAUZEERD',
        'GEPAUZEERD',
      ]);
      ledger.running.resume();
      await bench.publisher.publish([entry(topic, 'a', '3')]);
      await ledger.caughtUp();
      expect(await ledger.ids()).toHaveLength(3);
      await ledger.stop();
    });
  });
});
