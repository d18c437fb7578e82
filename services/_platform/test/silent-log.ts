import type { Logger } from '../src/logging/logger.ts';

/** For tests that look at outcomes, not at logs. */
export const silentLog: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nothing to keep.
}
