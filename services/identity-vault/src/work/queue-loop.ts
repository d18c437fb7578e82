import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { backOffMs } from '../domain/back-off.ts';

/** MORE: there may be more due now. EMPTY: nothing more is due. */
export type PassOutcome = 'MORE' | 'EMPTY';

export interface QueueLoopOptions {
  readonly name: string;
  readonly log: Logger;
  /** Backstop for nudges that got lost, and for what falls due by time. */
  readonly pollEveryMs: number;
  readonly pass: () => Promise<PassOutcome>;
}

export interface QueueLoop {
  /** There may be something to do: looks at once instead of at the next poll. Has no effect while backing off. */
  readonly nudge: () => void;
  /** Waits for the running pass. */
  readonly stop: (deadlineMs: number) => Promise<void>;
}

/**
 * Works a queue in PostgreSQL off, pass by pass, for as long as the process lives. A pass that throws (the other side
 * or the database is away) is followed by a growing wait and never ends the loop, so what waits drains by itself when
 * the other side returns.
 */
export function startQueueLoop(o: QueueLoopOptions): QueueLoop {
  let stopping = false;
  let nudged = false;
  let backingOff = false;
  let endSleep: () => void = () => undefined;

  // Asked by a function, because it changes while a pass runs.
  const wasNudged = (): boolean => nudged;

  const sleep = async (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    endSleep = resolve;
    if (stopping) resolve();
    await promise;
    clearTimeout(timer);
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopping) {
      nudged = false;
      try {
        const outcome = await o.pass();
        failures = 0;
        if (outcome === 'EMPTY' && !wasNudged()) await sleep(o.pollEveryMs);
      } catch (error) {
        failures += 1;
        const retryInMs = backOffMs(failures);
        o.log.warn('QUEUE_PASS_FAILED', { name: o.name, attempt: failures, retryInMs, error });
        backingOff = true;
        await sleep(retryInMs);
        backingOff = false;
      }
    }
  };

  const running = run();
  return {
    nudge: () => {
      nudged = true;
      if (!backingOff) endSleep();
    },
    stop: async (deadlineMs) => {
      stopping = true;
      endSleep();
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, deadlineMs).unref())]);
    },
  };
}
