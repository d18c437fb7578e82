import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { silentLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import { TOPICS } from './kafka-watch.ts';
import { quantiles } from './statistics.ts';
import type { Quantiles } from './statistics.ts';

export interface FloorFigures {
  /** Milliseconds of one commit of one small row. */
  readonly commit: Quantiles;
  /** Milliseconds of a commit, a broker hop, a commit and a broker hop. */
  readonly whole: Quantiles;
}

const WARM_UP = 50;

/**
 * What no platform of this shape can do without: a row is committed, a record is produced (acks=all, idempotent) and
 * consumed, a row is committed, a record is produced and consumed. One after another, nothing else under way, with the
 * same client libraries.
 */
export async function measureFloor(o: { brokers: string; client: pg.Client; times: number }): Promise<FloorFigures> {
  const { client } = o;
  const messaging = connectKafka({ brokers: [o.brokers], clientId: 'bench-floor', prefix: '', log: silentLogger });
  const publisher = messaging.publisher('bench-floor');
  const waiting = new Map<string, () => void>();
  const subscription = await messaging.subscribe({
    group: `bench-floor-${randomUUID()}`,
    topics: [TOPICS.perfTool],
    fromBeginning: true,
    onBatch: ({ records, resolve, nextOffset }) => {
      for (const { headers } of records) waiting.get(String(headers['id']))?.();
      resolve(nextOffset);
      return Promise.resolve();
    },
  });
  const hop = async (): Promise<void> => {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.set(id, resolve);
    const value = Buffer.from(JSON.stringify({ id, at: new Date().toISOString() }));
    await publisher.publish([{ topic: TOPICS.perfTool, key: Buffer.from(id), value, headers: { id } }]);
    await promise;
    waiting.delete(id);
  };
  const commit = (): Promise<unknown> => client.query(`INSERT INTO bench_floor DEFAULT VALUES`);

  await client.query('CREATE TABLE IF NOT EXISTS bench_floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)');
  const commits: number[] = [];
  const whole: number[] = [];
  for (let done = -WARM_UP; done < o.times; done += 1) {
    const began = performance.now();
    await commit();
    const committed = performance.now();
    await hop();
    await commit();
    await hop();
    if (done < 0) continue;
    commits.push(committed - began);
    whole.push(performance.now() - began);
  }
  await client.query('DROP TABLE bench_floor');
  await subscription.close(2_000);
  await publisher.close();
  await messaging.close(2_000);
  return { commit: quantiles(commits), whole: quantiles(whole) };
}
