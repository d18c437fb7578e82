import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { isMovable } from '../../src/clock/clock.ts';
import type { RunningClock } from '../../src/clock/clock.ts';
import { createSandboxClock } from '../../src/clock/sandbox-clock.ts';
import { startClock } from '../../src/clock/start-clock.ts';
import { startSystemClock } from '../../src/clock/system-clock.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';

let clock: RunningClock | undefined;
afterEach(() => {
  clock?.stop();
  jest.useRealTimers();
});

describe('sandbox clock', () => {
  const at = (moment: string) => () => new Date(moment);

  it('shows the pretend date with the real time of day in Amsterdam', () => {
    clock = createSandboxClock({ datum: '2019-07-01', werkelijkeDatum: '2026-01-15' }, at('2026-01-15T12:34:56.789Z'));
    expect(clock.now().toISOString()).toBe('2019-07-01T11:34:56.789Z'); // 13:34 on the clock, winter and summer
    expect(clock.today()).toBe('2019-07-01');
  });

  it('moves on by a day at real midnight, without being told', () => {
    let real = '2026-01-15T22:59:59.999Z';
    clock = createSandboxClock({ datum: '2030-05-31', werkelijkeDatum: '2026-01-15' }, () => new Date(real));
    expect([clock.today(), clock.now().toISOString()]).toEqual(['2030-05-31', '2030-05-31T21:59:59.999Z']);
    real = '2026-01-15T23:00:00.000Z';
    expect([clock.today(), clock.now().toISOString()]).toEqual(['2030-06-01', '2030-05-31T22:00:00.000Z']);
  });

  it('goes forward only, and tells who listens', () => {
    const real = at('2026-01-15T12:00:00.000Z');
    const movable = createSandboxClock({ datum: '2026-02-01', werkelijkeDatum: '2026-01-15' }, real);
    clock = movable;
    const days: string[] = [];
    const stopListening = movable.onNewDay((day) => days.push(day));
    movable.moveTo('2026-01-31');
    movable.moveTo('2026-02-01');
    expect([movable.today(), days]).toEqual(['2026-02-01', []]);
    movable.moveTo('2026-03-01');
    expect([movable.today(), days]).toEqual(['2026-03-01', ['2026-03-01']]);
    stopListening();
    movable.moveTo('2026-03-02');
    expect([movable.today(), days]).toEqual(['2026-03-02', ['2026-03-01']]);
  });

  it('is not set a day ahead by a message that crossed midnight', () => {
    let real = '2026-01-15T23:00:00.001Z';
    const movable = createSandboxClock({ datum: '2026-01-15', werkelijkeDatum: '2026-01-15' }, () => new Date(real));
    clock = movable;
    movable.moveTo('2026-01-15', '2026-01-15'); // sent just before midnight
    expect(movable.today()).toBe('2026-01-16');
    real = '2026-01-16T22:59:59.000Z';
    movable.moveTo('2026-01-17', '2026-01-17'); // the sandbox's clock is a little ahead
    expect(movable.today()).toBe('2026-01-16');
  });

  it('is never earlier than it was, over a whole year of hours', () => {
    let real = Date.parse('2026-01-01T00:00:00Z');
    clock = createSandboxClock({ datum: '2027-01-01', werkelijkeDatum: '2026-01-01' }, () => new Date(real));
    let last = '';
    for (let hour = 0; hour < 366 * 24; hour++) {
      const day = clock.today();
      expect(day >= last).toBe(true);
      last = day;
      real += 3_600_000;
    }
    expect(last).toBe('2028-01-02');
  });
});

describe('a new day', () => {
  it('is told by the system clock soon after midnight, once', () => {
    jest.useFakeTimers({ now: Date.parse('2026-01-15T22:59:58.500Z') });
    clock = startSystemClock();
    const days: string[] = [];
    clock.onNewDay((day) => days.push(day));
    jest.advanceTimersByTime(1_000);
    expect(days).toEqual([]);
    jest.advanceTimersByTime(5_000);
    expect(days).toEqual(['2026-01-16']);
  });
});

describe('startClock', () => {
  it('is the system clock without a sandbox', async () => {
    clock = await startClock({ log: silentLogger });
    expect(isMovable(clock)).toBe(false);
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  it('takes the date from the sandbox and follows it', async () => {
    let datum = '2031-01-01';
    const server = createServer((_request, response) => response.end(JSON.stringify({ datum })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      clock = await startClock({
        sandboxUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        log: silentLogger,
      });
      expect(isMovable(clock)).toBe(true);
      expect(clock.today()).toBe('2031-01-01');
      const { promise, resolve } = Promise.withResolvers<string>();
      clock.onNewDay(resolve);
      datum = '2031-06-15';
      expect(await promise).toBe('2031-06-15');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
