import { setTimeout as delay } from 'node:timers/promises';

export interface Repeated {
  /** Lets a run that is under way end. */
  stop(): Promise<void>;
}

/**
 * Runs `work` at once and again `everyMs` after each end, one run at a time. A run that fails is told to `failed`, and the
 * next one comes all the same.
 */
export function repeat(o: {
  readonly everyMs: number;
  readonly work: (signal: AbortSignal) => Promise<void>;
  readonly failed: (error: unknown) => void;
}): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await o.work(signal);
      } catch (error) {
        o.failed(error);
      }
      await delay(o.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
