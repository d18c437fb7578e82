import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/databases.ts';
import type { TestDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { addDays, daysBetween, momentAt } from '../../../_platform/src/clock/amsterdam.ts';
import type { RunningClock } from '../../../_platform/src/clock/clock.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { noFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import { createMetrics } from '../../../_platform/src/metrics/metrics.ts';
import { createOutbox } from '../../../_platform/src/outbox/outbox.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { startDayClock } from '../../src/day-clock/day-clock.ts';
import type { DayClock } from '../../src/day-clock/day-clock.ts';
import { dayTurnMessage } from '../../src/messages/day-turn-message.ts';

const PARTITIONS = 3;
const FIRST = '2026-09-01';

let testing: TestDatabase;
let database: Database;
const running: DayClock[] = [];
const dropped: TestDatabase[] = [];

beforeEach(async () => {
  testing = await testDatabase('register-state');
  dropped.push(testing);
  database = openDatabase({ url: testing.url, applicationName: 'test' });
});
afterEach(async () => {
  for (const clock of running.splice(0)) await clock.stop(5_000);
  await database.close();
});
afterAll(async () => {
  for (const one of dropped) await one.drop();
});

/** A clock that says what the test wants. */
function clockAt(day: string): RunningClock & { set(day: string): void } {
  let today = day;
  return {
    now: () => momentAt(today),
    today: () => today,
    set: (next) => {
      today = next;
    },
    onNewDay: () => () => undefined,
    stop: () => undefined,
  };
}

/** An outbox that stores; nothing of it is published here. */
function outboxOf(own: Database): Outbox {
  const never = (): never => {
    throw new Error('nothing is published in this test');
  };
  return createOutbox({
    database: own,
    publisher: { publish: never, close: never },
    instance: 'test',
    faultPoints: noFaultPoints,
    log: silentLogger,
    metrics: createMetrics({ service: 'register-state' }),
  });
}

function start(clock: RunningClock, outbox: Outbox = outboxOf(database)): DayClock {
  const started = startDayClock({ database, outbox, clock, partitions: PARTITIONS, log: silentLogger });
  running.push(started);
  return started;
}

interface Sent {
  readonly id: string;
  readonly partition: number;
  readonly day: string;
}

/** Turns in the outbox, in the order in which they were stored. */
async function sent(): Promise<Sent[]> {
  const { rows } = await database.query<{ id: string; partition: number; value: Buffer }>(
    'SELECT id, partition, value FROM outbox ORDER BY number, slot, ordinal',
  );
  return rows.map(({ id, partition, value }) => {
    const { inhoud } = JSON.parse(value.toString()) as { inhoud: { datum: string } };
    return { id, partition, day: inhoud.datum };
  });
}

async function lastDay(): Promise<string | undefined> {
  const { rows } = await database.query<{ last_day: string }>('SELECT last_day FROM day_clock');
  return rows[0]?.last_day;
}

const reached = (day: string): Promise<true> =>
  eventually(async () => ((await lastDay()) === day ? true : undefined), {
    withinMs: 20_000,
    what: `the turn of ${day}`,
  });

/** The platform ran on this day, and stopped. */
async function ranOn(day: string): Promise<void> {
  const clock = start(clockAt(day));
  await reached(day);
  await clock.stop(5_000);
}

/** A process starts on this day, and has looked whether there is something to send. */
async function looksOn(day: string): Promise<void> {
  let looks = 0;
  const outbox = outboxOf(database);
  const clock = start({ ...clockAt(day), today: () => ((looks += 1), day) }, outbox);
  // Asked for the date once more when it looks again: the first look is over by then.
  await eventually(() => (looks >= 3 ? true : undefined), { withinMs: 20_000, what: 'two looks' });
  await clock.stop(5_000);
}

/** Each partition has each day of the range once, in order, under the id that follows from both. */
async function expectEveryDay(from: string, until: string): Promise<void> {
  const all = await sent();
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => addDays(from, index));
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const own = all.filter((one) => one.partition === partition);
    expect(own.map(({ day }) => day)).toEqual(days);
    expect(own.map(({ id }) => id)).toEqual(days.map((day) => dayTurnMessage(partition, day).id));
  }
  expect(all).toHaveLength(days.length * PARTITIONS);
}

describe('the turn of the day', () => {
  it('is sent for the day it is, at the first start of all', async () => {
    start(clockAt(FIRST));
    await reached(FIRST);
    await expectEveryDay(FIRST, FIRST);
  });

  it('is sent for each day of a standstill, in order, also when it takes several transactions', async () => {
    await ranOn(FIRST);
    const until = addDays(FIRST, 400);
    start(clockAt(until));
    await reached(until);
    await expectEveryDay(FIRST, until);
  });

  it('is sent once by several processes that find the same standstill at once', async () => {
    await ranOn(FIRST);
    const until = addDays(FIRST, 200);
    for (let process = 0; process < 4; process += 1) start(clockAt(until));
    await reached(until);
    for (const clock of running.splice(0)) await clock.stop(5_000);
    await expectEveryDay(FIRST, until);
  });

  it('is neither lost nor sent twice by who dies between storing it and noting the day', async () => {
    await ranOn(FIRST);
    const until = addDays(FIRST, 3);
    const outbox = outboxOf(database);
    let died = 0;
    const dying: Outbox = {
      ...outbox,
      add: async (tx, rows) => {
        await outbox.add(tx, rows);
        died += 1;
        throw new Error('dies with the rows stored');
      },
    };
    const clock = start(clockAt(until), dying);
    await eventually(() => (died > 0 ? true : undefined), { withinMs: 20_000, what: 'the death' });
    await clock.stop(5_000);
    await expectEveryDay(FIRST, FIRST);
    expect(await lastDay()).toBe(FIRST);
    start(clockAt(until));
    await reached(until);
    await expectEveryDay(FIRST, until);
  });

  it('is not sent again by who dies after the commit, before the rows are handed on', async () => {
    await ranOn(FIRST);
    const until = addDays(FIRST, 100);
    const dying: Outbox = {
      ...outboxOf(database),
      committed: () => {
        throw new Error('dies after the commit');
      },
    };
    start(clockAt(until), dying);
    start(clockAt(until));
    await reached(until);
    for (const clock of running.splice(0)) await clock.stop(5_000);
    await expectEveryDay(FIRST, until);
  });

  it('is not sent for a date that went back, nor a second time when it comes again', async () => {
    const clock = clockAt(addDays(FIRST, 5));
    await ranOn(FIRST);
    start(clock);
    await reached(addDays(FIRST, 5));
    clock.set(addDays(FIRST, 2));
    // Another process starts with the earlier date.
    await looksOn(addDays(FIRST, 2));
    expect(await lastDay()).toBe(addDays(FIRST, 5));
    clock.set(addDays(FIRST, 7));
    await reached(addDays(FIRST, 7));
    await expectEveryDay(FIRST, addDays(FIRST, 7));
  });
});
