import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { appliedValues } from './world/kafka-world.ts';
import { openOutboxWorld } from './world/outbox-world.ts';
import type { OutboxWorld } from './world/outbox-world.ts';

let world: OutboxWorld;

beforeEach(async () => {
  world = await openOutboxWorld();
});
afterEach(async () => {
  await world.close();
});

/** Runs relay-process.ts to its end and tells how it ended. */
async function run(o: { from: number; count: number; faultPoint?: string }): Promise<{ code: number; signal: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'world/relay-process.ts')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: world.url,
      KAFKA_BROKERS: kafkaBrokers().join(','),
      KAFKA_PREFIX: world.kafka.prefix,
      FROM: String(o.from),
      COUNT: String(o.count),
      FAULT_POINT: o.faultPoint ?? '',
    },
  });
  const [code, signal] = (await once(child, 'exit')) as [number, string];
  return { code, signal };
}

it.each([
  ['after-commit-before-publish', 1],
  ['after-commit-before-publish', 9],
  ['after-publish-before-forget', 1],
  ['after-publish-before-forget', 5],
])('killed at %s, pass %i: nothing is lost, and copies carry the same id', async (point, pass) => {
  const killed = await run({ from: 0, count: 40, faultPoint: `${point}:${pass}` });
  expect(killed.signal).toBe('SIGKILL');
  const committed = await world.admin.query<{ last: number | null }>(
    `SELECT last_value AS last FROM outbox_numbers WHERE is_called`,
  );
  const first = committed.rows[0]?.last ?? 0;
  expect(await run({ from: 1_000, count: 5 })).toEqual({ code: 0, signal: null });
  expect(await world.waiting()).toBe(0);
  await world.kafka.until((seen) => appliedValues(seen, 'k').includes('1004'), 'the last record');
  const values = appliedValues(world.kafka.seen, 'k').map(Number);
  // The transaction that was running when the process died may or may not have been committed.
  const fromFirstLife = values.filter((value) => value < 1_000);
  expect(first - fromFirstLife.length).toBeLessThanOrEqual(1);
  expect(values).toEqual([...fromFirstLife.keys(), 1_000, 1_001, 1_002, 1_003, 1_004]);
});
