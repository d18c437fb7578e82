import { setTimeout as delay } from 'node:timers/promises';

import type { RunningProcess } from './start-process.ts';

export interface SupervisedPart {
  readonly name: string;
  /** Resolves when the part is ready for the first time; rejects when it fails to become so three times in a row. */
  readonly ready: Promise<void>;
  /** Ends the part for good. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Who ran this long was not in a crash loop: the next restart is quick again. */
const STEADY_AFTER_MS = 60_000;
const TRIES_AT_FIRST = 3;

/**
 * Keeps a part of the platform running: starts it, and again with growing pauses whenever it ends by itself.
 * `start` resolves when the part is ready and calls `onSpawn` as soon as there is a process to stop.
 */
export function supervise(options: {
  readonly name: string;
  readonly start: (onSpawn: (process: RunningProcess) => void) => Promise<RunningProcess>;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
  /** Tells a person what happens. */
  readonly say: (line: string) => void;
}): SupervisedPart {
  const { name, say } = options;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const ready = Promise.withResolvers<void>();
  let current: RunningProcess | undefined;
  let wasReady = false;

  const onSpawn = (process: RunningProcess): void => {
    current = process;
    if (isStopping()) process.kill(options.stopSignal);
  };

  const runOnce = async (): Promise<void> => {
    try {
      const process = await options.start(onSpawn);
      wasReady = true;
      ready.resolve();
      const { code, signal } = await process.exited;
      if (!isStopping()) say(`${name} ended unexpectedly (${signal ?? `exit code ${String(code)}`})`);
    } catch (error) {
      await current?.stop('SIGKILL', 0);
      if (!isStopping()) throw error;
    }
  };

  const runUntilStopped = async (): Promise<void> => {
    for (let failures = 0; !isStopping(); failures += 1) {
      const begun = Date.now();
      try {
        await runOnce();
      } catch (error) {
        if (!wasReady && failures + 1 >= TRIES_AT_FIRST) throw error;
        say(`${name} did not start: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
      }
      if (Date.now() - begun > STEADY_AFTER_MS) failures = 0;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!isStopping()) say(`${name} is started again`);
    }
  };

  const ended = runUntilStopped().catch((error: unknown) => {
    ready.reject(error instanceof Error ? error : new Error(String(error)));
  });
  // Whoever stops before readiness does not wait for it.
  ready.promise.catch(() => undefined);

  return {
    name,
    ready: ready.promise,
    async stop() {
      stopping.abort();
      await current?.stop(options.stopSignal, options.stopWithinMs);
      await ended;
      ready.reject(new Error(`${name} was stopped`));
    },
  };
}
