import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import type { RunningProcess } from './start-process.ts';

/** Asks until the answer is true. `giveUp` is called each round and throws when waiting has become useless. */
export async function waitUntil(
  probe: () => Promise<boolean> | boolean,
  options: {
    readonly what: string;
    readonly withinMs: number;
    readonly everyMs?: number;
    readonly giveUp?: () => void;
  },
): Promise<void> {
  const until = Date.now() + options.withinMs;
  for (;;) {
    if (await probe()) return;
    options.giveUp?.();
    if (Date.now() > until) throw new Error(`${options.what} did not happen within ${String(options.withinMs)} ms`);
    await delay(options.everyMs ?? 50);
  }
}

/** Throws when the process is gone already, with what it wrote last: then there is nothing to wait for. */
export function failWhenEnded(process: RunningProcess): void {
  if (process.end() === undefined) return;
  const tail = readFileSync(process.logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  throw new Error(`${process.name} stopped while starting (log: ${process.logFile})\n${tail}`);
}
