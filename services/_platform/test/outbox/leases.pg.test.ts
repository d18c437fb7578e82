import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../src/database/database.ts';
import type { Database } from '../../src/database/database.ts';
import { createLeases } from '../../src/leases/leases.ts';
import type { Leases } from '../../src/leases/leases.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { outboxMigrations } from '../../src/outbox/migrations.ts';

let pg: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let running: Leases[] = [];

beforeEach(async () => {
  pg = await testDatabase('appointment-intake', [outboxMigrations]);
  database = openDatabase({ url: pg.url, applicationName: 'test' });
});

afterEach(async () => {
  await Promise.all(running.map((leases) => leases.stop()));
  running = [];
  await database.close();
  await pg.drop();
});

async function start(instance: string, onLeaving: () => Promise<void> = () => Promise.resolve()): Promise<Leases> {
  const leases = createLeases({
    database,
    group: 'test',
    slots: 8,
    instance,
    log: silentLogger,
    onGained: () => undefined,
    onLeaving,
  });
  running.push(leases);
  await leases.start();
  return leases;
}

const slotsOf = (leases: Leases): number[] => [...leases.held()].sort((a, b) => a - b);
const expire = (): Promise<unknown> => database.query(`UPDATE leases SET until = clock_timestamp()`);

it('gives everything to one, and half to each of two', async () => {
  const a = await start('a');
  expect(slotsOf(a)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const b = await start('b');
  await eventually(() => (b.held().size === 4 ? true : undefined), { what: 'half of the slots at b' });
  expect(slotsOf(a)).toEqual([0, 1, 2, 3]);
  expect(slotsOf(b)).toEqual([4, 5, 6, 7]);
});

it('keeps a slot until the work on it is over', async () => {
  let finish: () => void = () => undefined;
  const working = new Promise<void>((resolve) => (finish = resolve));
  const a = await start('a', () => working);
  const b = await start('b');
  await eventually(() => (a.held().size === 4 ? true : undefined), { what: 'a preparing to give back' });
  expect(slotsOf(b)).toEqual([]);
  finish();
  await eventually(() => (b.held().size === 4 ? true : undefined), { what: 'half of the slots at b' });
});

it('takes over what ran out, and the former holder is told', async () => {
  const a = await start('a');
  await expire();
  const b = await start('b');
  await eventually(() => (b.held().size >= 4 ? true : undefined), { what: 'slots at b' });
  expect(await a.confirm([0, 1, 2, 3, 4, 5, 6, 7])).toBe(false);
  expect(await b.confirm(slotsOf(b))).toBe(true);
  expect(slotsOf(a).filter((slot) => b.held().has(slot))).toEqual([]);
});

it('does not confirm what ran out, even when nobody took it', async () => {
  const a = await start('a');
  await expire();
  expect(await a.confirm([0, 1])).toBe(false);
  expect(a.held().has(0)).toBe(false);
});

it('takes its own slots back at once when it comes back under its name; the earlier life loses them', async () => {
  const earlier = await start('a');
  const later = await start('a');
  expect(slotsOf(later)).toHaveLength(8);
  expect(await earlier.confirm([0, 1, 2])).toBe(false);
  expect(await later.confirm([0, 1, 2])).toBe(true);
});

it('frees its slots when it stops', async () => {
  const a = await start('a');
  await a.stop();
  const b = await start('b');
  expect(slotsOf(b)).toHaveLength(8);
});
