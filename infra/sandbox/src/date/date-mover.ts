import { setTimeout as wait } from 'node:timers/promises';
import { addDays, dayOf, daysBetween } from '../../../../services/_platform/src/clock/amsterdam.ts';
import type { MovableClock } from '../../../../services/_platform/src/clock/clock.ts';
import type { Database } from '../../../../services/_platform/src/database/database.ts';
import type { ServiceClient } from '../../../../services/_platform/src/http/service-client.ts';
import type { Logger } from '../../../../services/_platform/src/logging/logger.ts';
import { saveDaysAhead } from '../sql/save-days-ahead.ts';

export type MoveOutcome =
  /** Every partition of the register has applied the turn of that day. */
  | { readonly outcome: 'ARRIVED'; readonly day: string; readonly notReached: readonly string[] }
  | { readonly outcome: 'IN_THE_PAST'; readonly today: string }
  /** The date stands at `today`; asking again goes on from there. `applied`: what the register has come to. */
  | { readonly outcome: 'REGISTER_TOO_SLOW'; readonly today: string; readonly applied: string | undefined };

export interface DateMover {
  /** Moves the pretend date forward to this day, through every day between. Calls wait for one another. */
  moveTo(day: string): Promise<MoveOutcome>;
  stop(): Promise<void>;
}

/** How long the register may take over one day. */
const DAY_WITHIN_MS = 60_000;
const ASK_FIRST_AFTER_MS = 10;
const ASK_AT_LEAST_EVERY_MS = 250;
const TELL_LAST_DAY_TRIES = 5;

interface DateMoverOptions {
  readonly clock: MovableClock;
  readonly database: Database;
  /** All services, by name. */
  readonly services: Readonly<Record<string, Pick<ServiceClient, 'put'>>>;
  readonly register: Pick<ServiceClient, 'get'>;
  readonly log: Logger;
  readonly dayWithinMs?: number;
}

/**
 * Every day passed goes the same way, in this order: store it, tell it to every service, wait until the register says
 * that every partition has applied its turn. A process that stops in between has stored the day it came to; the
 * services follow it by asking.
 */
export function createDateMover(o: DateMoverOptions): DateMover {
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let moves = 0;

  const move = async (target: string): Promise<MoveOutcome> => {
    if (target < o.clock.today()) return { outcome: 'IN_THE_PAST', today: o.clock.today() };
    let reachable = Object.keys(o.services);
    while (o.clock.today() < target) {
      await passOneDay(o);
      reachable = await tellDate(o, reachable);
      const late = await waitForRegister(o, stopping.signal);
      if (late !== undefined) return late;
    }
    const late = await waitForRegister(o, stopping.signal);
    if (late !== undefined) return late;
    const notReached = await tellEverybody(o);
    return { outcome: 'ARRIVED', day: target, notReached };
  };

  // Midnight: the services turn the day by themselves, this makes it the same moment for all.
  o.clock.onNewDay(() => {
    if (moves === 0) void tellEverybody(o);
  });

  return {
    moveTo: (day) => {
      moves += 1;
      const moving = last.then(() => move(day)).finally(() => (moves -= 1));
      last = moving.catch(() => undefined);
      return moving;
    },
    stop: async () => {
      stopping.abort();
      await last;
    },
  };
}

async function passOneDay({ clock, database }: DateMoverOptions): Promise<void> {
  const realDay = dayOf(new Date());
  const next = addDays(clock.today(), 1);
  await saveDaysAhead(database, daysBetween(realDay, next));
  clock.moveTo(next, realDay);
}

/** @returns the names of the services that took it. One that is away asks for the date itself when it is back. */
async function tellDate(o: DateMoverOptions, names: readonly string[]): Promise<string[]> {
  const date = { datum: o.clock.today(), werkelijkeDatum: dayOf(new Date()) };
  const told = await Promise.all(
    names.map(async (name) => {
      try {
        await o.services[name]?.put('/beheer/v1/klok', date);
        return [name];
      } catch (error) {
        o.log.warn('DATE_NOT_TAKEN', { upstream: name, error });
        return [];
      }
    }),
  );
  return told.flat();
}

/** @returns the names of the services that still do not know the date. */
async function tellEverybody(o: DateMoverOptions): Promise<readonly string[]> {
  let missing = Object.keys(o.services);
  for (let attempt = 1; attempt <= TELL_LAST_DAY_TRIES; attempt++) {
    const told = new Set(await tellDate(o, missing));
    missing = missing.filter((name) => !told.has(name));
    if (missing.length === 0) return [];
    await wait(200);
  }
  return missing;
}

async function waitForRegister(
  { clock, register, log, dayWithinMs = DAY_WITHIN_MS }: DateMoverOptions,
  stopping: AbortSignal,
): Promise<MoveOutcome | undefined> {
  const day = clock.today();
  const giveUpAt = Date.now() + dayWithinMs;
  let applied: string | undefined;
  for (let pause = ASK_FIRST_AFTER_MS; ; pause = Math.min(pause * 1.5, ASK_AT_LEAST_EVERY_MS)) {
    try {
      applied = (await register.get<{ laatsteDag?: string | null }>('/beheer/v1/dagovergang')).laatsteDag ?? undefined;
      if (applied !== undefined && applied >= day) return undefined;
    } catch (error) {
      log.debug('REGISTER_DAY_NOT_ANSWERED', { day, error });
    }
    if (Date.now() > giveUpAt || stopping.aborted) return { outcome: 'REGISTER_TOO_SLOW', today: day, applied };
    await wait(pause);
  }
}
