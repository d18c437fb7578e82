import { setTimeout as wait } from 'node:timers/promises';
import { dayOf, isCalendarDay } from './amsterdam.ts';
import type { RunningClock } from './clock.ts';
import { createSandboxClock } from './sandbox-clock.ts';
import type { PretendDate } from './sandbox-clock.ts';
import { startSystemClock } from './system-clock.ts';
import type { Logger } from '../logging/logger.ts';

const POLL_EVERY_MS = 1_000;
const ASK_TIMEOUT_MS = 2_000;
const FIRST_ANSWER_WITHIN_MS = 30_000;

/**
 * The clock of a service: the machine's, or in sandbox mode the sandbox's. The sandbox pushes a new date to every
 * service; asking every second is the backstop for a push that got lost.
 *
 * @throws Error with code SANDBOX_UNREACHABLE when the sandbox gives no date within 30 s: a service that guessed the
 * date could not take it back.
 */
export async function startClock(o: { sandboxUrl?: string | undefined; log: Logger }): Promise<RunningClock> {
  if (o.sandboxUrl === undefined) return startSystemClock();
  const url = new URL('datum', `${o.sandboxUrl.replace(/\/+$/, '')}/`);
  const clock = createSandboxClock(await firstDate(url));

  let asking = false;
  const poll = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const date = await askDate(url);
      clock.moveTo(date.datum, date.werkelijkeDatum);
    } catch (error) {
      o.log.debug('SANDBOX_DATE_NOT_ANSWERED', { error });
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void poll(), POLL_EVERY_MS);
  timer.unref();
  return {
    ...clock,
    stop: () => {
      clearInterval(timer);
      clock.stop();
    },
  };
}

async function firstDate(url: URL): Promise<PretendDate> {
  const giveUpAt = Date.now() + FIRST_ANSWER_WITHIN_MS;
  for (;;) {
    try {
      return await askDate(url);
    } catch (cause) {
      if (Date.now() > giveUpAt) {
        throw Object.assign(new Error('the sandbox does not tell the date', { cause }), {
          code: 'SANDBOX_UNREACHABLE',
        });
      }
      await wait(200);
    }
  }
}

async function askDate(url: URL): Promise<PretendDate> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
  const body = (await response.json()) as Partial<PretendDate>;
  if (!response.ok || typeof body.datum !== 'string' || !isCalendarDay(body.datum)) {
    throw new Error(`the sandbox answered ${response.status} without a date`);
  }
  return { datum: body.datum, werkelijkeDatum: body.werkelijkeDatum ?? dayOf(new Date()) };
}
