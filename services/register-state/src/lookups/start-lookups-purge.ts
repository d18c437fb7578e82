import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { repeat } from '../../../_platform/src/service/repeat.ts';
import type { Repeated } from '../../../_platform/src/service/repeat.ts';
import { purgeLookups } from '../sql/purge-lookups.ts';

/** As long as the topic keeps the lines of the processing log. */
const KEEP_MS = 365 * 24 * 60 * 60_000;
const EVERY_MS = 60 * 60_000;
const MOST = 5_000;
const PAUSE_MS = 200;

/** Removes what is older than a year, every hour; several processes may do it at once. */
export function startLookupsPurge(o: {
  readonly database: Queryable;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}): Repeated {
  return repeat({
    everyMs: EVERY_MS,
    work: async (signal) => {
      const before = new Date(o.clock.now().getTime() - KEEP_MS);
      let count = 0;
      for (let removed = MOST; removed === MOST && !signal.aborted;) {
        removed = await purgeLookups(o.database, before, MOST);
        count += removed;
        if (removed === MOST) await delay(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
      if (count > 0) o.log.info('LOOKUPS_PURGED', { count });
    },
    failed: (error) => {
      o.log.warn('LOOKUPS_PURGE_FAILED', { error });
    },
  });
}
