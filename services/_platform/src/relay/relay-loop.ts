import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';

const FIRST_BACK_OFF_MS = 50;
const LONGEST_BACK_OFF_MS = 5_000;

export interface RelayLoopOptions {
  readonly name: string;
  /** Publishes what it can. `more`: call again at once; `idle`: nothing is waiting. */
  readonly turn: () => Promise<'more' | 'idle'>;
  /** A turn failed and will be tried again. */
  readonly onFailure: () => void;
  /** Longest sleep without being woken, in milliseconds. */
  readonly pollMs: () => number;
  /** Called when that sleep is over. */
  readonly onPoll: () => void;
  readonly log: Logger;
}

/** Runs turns one after another for as long as there is something to do; sleeps until woken or until the poll. */
export interface RelayLoop {
  start(): void;
  wake(): void;
  /** Resolves when no turn is running. */
  quiet(): Promise<void>;
  /** Goes on until a turn finds nothing to do, at most until the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

export function createRelayLoop(o: RelayLoopOptions): RelayLoop {
  let state: 'new' | 'running' | 'draining' | 'stopped' = 'new';
  let awake = false;
  let rouse: (() => void) | undefined;
  let backingOff: AbortController | undefined;
  let running: Promise<void> = Promise.resolve();
  let turning: Promise<unknown> = Promise.resolve();
  let failures = 0;

  const wake = (): void => {
    awake = true;
    rouse?.();
  };

  async function sleep(): Promise<void> {
    if (awake || state !== 'running') return;
    const timer = setTimeout(() => {
      o.onPoll();
      wake();
    }, o.pollMs());
    await new Promise<void>((resolve) => (rouse = resolve));
    rouse = undefined;
    clearTimeout(timer);
  }

  async function backOff(error: unknown): Promise<void> {
    o.onFailure();
    failures += 1;
    const retryInMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 10));
    o.log.warn('RELAY_FAILED', { relay: o.name, attempt: failures, retryInMs, error });
    backingOff = new AbortController();
    // Cut short by stop, which rejects the delay.
    await delay(retryInMs, undefined, { signal: backingOff.signal }).catch(() => undefined);
    backingOff = undefined;
  }

  async function run(): Promise<void> {
    while (state !== 'stopped') {
      awake = false;
      try {
        const turn = o.turn();
        turning = turn.catch(() => undefined);
        const outcome = await turn;
        failures = 0;
        if (outcome === 'more') continue;
        if (state === 'draining') return;
        await sleep();
      } catch (error) {
        await backOff(error);
      }
    }
  }

  return {
    start() {
      if (state !== 'new') return;
      state = 'running';
      running = run();
    },
    wake,
    async quiet() {
      await turning;
    },
    async stop(deadlineMs) {
      if (state === 'new') state = 'stopped';
      if (state === 'running') state = 'draining';
      backingOff?.abort();
      wake();
      const late = new AbortController();
      await Promise.race([running, delay(deadlineMs, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      state = 'stopped';
    },
  };
}
