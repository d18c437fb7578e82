import { setTimeout as delay } from 'node:timers/promises';
import { readFileSync } from 'node:fs';

/** Asks until the answer is true. `give up` is asked each round and throws when waiting has become useless. */
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

/** The last lines of a log file, for an error message that says what to look at. */
export function lastLines(file: string, count = 15): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '(no log)';
  }
}
