import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSandboxClock } from '../../../services/_platform/src/clock/sandbox-clock.ts';
import { addDays, dayOf } from '../../../services/_platform/src/clock/amsterdam.ts';
import type { MovableClock } from '../../../services/_platform/src/clock/clock.ts';
import type { Database } from '../../../services/_platform/src/database/database.ts';
import { UpstreamError } from '../../../services/_platform/src/http/upstream-error.ts';
import { silentLogger } from '../../../services/_platform/src/logging/create-logger.ts';
import { createDateMover } from '../src/date/date-mover.ts';
import type { DateMover } from '../src/date/date-mover.ts';

/** The order of what happens per day; the database here only notes that the date was stored (its pg test is the app's). */

const START = '2026-01-30';

let events: string[];
let clock: MovableClock;
let mover: DateMover;
let applied: string;
let isVaultDown: boolean;
let isRegisterStuck: boolean;

beforeEach(() => {
  events = [];
  applied = START;
  isVaultDown = false;
  isRegisterStuck = false;
  clock = createSandboxClock({ datum: START, werkelijkeDatum: dayOf(new Date()) });
  const service = (name: string) => ({
    put: <T>(_path: string, body: unknown): Promise<T> => {
      if (name === 'kluis' && isVaultDown) return Promise.reject(new UpstreamError('UPSTREAM_DOWN'));
      const { datum } = body as { datum: string };
      events.push(`${name} ${datum}`);
      if (name === 'register' && !isRegisterStuck) applied = datum;
      return Promise.resolve(undefined as T);
    },
  });
  mover = createDateMover({
    clock,
    database: {
      query: () => {
        events.push('stored');
        return Promise.resolve({ rows: [], rowCount: 0 });
      },
    } as unknown as Database,
    services: { kluis: service('kluis'), register: service('register') },
    register: {
      get: <T>(): Promise<T> => {
        events.push(`asked ${applied}`);
        return Promise.resolve({ laatsteDag: applied } as T);
      },
    },
    log: silentLogger,
    dayWithinMs: 100,
  });
});
afterEach(async () => {
  await mover.stop();
  clock.stop();
});

describe('moving the date', () => {
  it('passes every day in order: stored, told, applied', async () => {
    expect(await mover.moveTo('2026-02-01')).toEqual({ outcome: 'ARRIVED', day: '2026-02-01', notReached: [] });
    expect(events.slice(0, 8)).toEqual([
      'stored',
      'kluis 2026-01-31',
      'register 2026-01-31',
      'asked 2026-01-31',
      'stored',
      'kluis 2026-02-01',
      'register 2026-02-01',
      'asked 2026-02-01',
    ]);
    expect(clock.today()).toBe('2026-02-01');
  });

  it('goes forward only; to today it waits until the register has come there', async () => {
    expect(await mover.moveTo('2026-01-29')).toEqual({ outcome: 'IN_THE_PAST', today: START });
    expect(await mover.moveTo(START)).toMatchObject({ outcome: 'ARRIVED' });
    expect(events).not.toContain('stored');
  });

  it('stops at a day that the register does not finish, and goes on from there when asked again', async () => {
    isRegisterStuck = true;
    expect(await mover.moveTo('2026-02-02')).toEqual({
      outcome: 'REGISTER_TOO_SLOW',
      today: '2026-01-31',
      applied: START,
    });
    applied = '2026-01-31';
    isRegisterStuck = false;
    expect(await mover.moveTo('2026-02-02')).toMatchObject({ outcome: 'ARRIVED' });
    expect(events.filter((event) => event === 'stored')).toHaveLength(3);
  });

  it('does not wait day after day for a service that is away, and says so at the end', async () => {
    isVaultDown = true;
    expect(await mover.moveTo('2026-02-05')).toEqual({ outcome: 'ARRIVED', day: '2026-02-05', notReached: ['kluis'] });
  });

  it('lets calls wait for one another', async () => {
    const [first, second] = await Promise.all([mover.moveTo('2026-02-03'), mover.moveTo('2026-02-02')]);
    expect(first).toMatchObject({ outcome: 'ARRIVED', day: '2026-02-03' });
    expect(second).toEqual({ outcome: 'IN_THE_PAST', today: '2026-02-03' });
  });

  it('crosses the end of a leap February', async () => {
    await mover.moveTo(addDays('2028-02-29', 0));
    expect(clock.today()).toBe('2028-02-29');
  });
});
