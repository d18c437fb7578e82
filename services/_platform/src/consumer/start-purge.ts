import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logging/logger.ts';
import { repeat, type Repeated } from '../service/repeat.ts';
import { purgeInbox } from './sql/purge-inbox.ts';
import { purgeParked } from './sql/purge-parked.ts';

const EVERY_MS = 60 * 60_000;
/** A statement that takes some tens of milliseconds; pauses let the live stream through. */
const MOST = 5_000;
const PAUSE_MS = 200;

/**
 * Removes what nobody asks for any more, every hour: ids in the inbox, once no copy of their message can come (a copy is
 * published again within the time its outbox row lives, and cannot be older than its topic keeps it), and parked records
 * that were closed. Two processes of a service may do it at once.
 */
export function startPurge(o: { database: Database; log: Logger; days: number; everyMs?: number }): Repeated {
  async function purgeAll(purge: typeof purgeInbox, signal: AbortSignal): Promise<number> {
    let count = 0;
    for (let removed = MOST; removed === MOST && !signal.aborted;) {
      removed = await purge(o.database, o.days, MOST);
      count += removed;
      if (removed === MOST) await delay(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
    return count;
  }

  return repeat({
    everyMs: o.everyMs ?? EVERY_MS,
    work: async (signal) => {
      const [inbox, parked] = [await purgeAll(purgeInbox, signal), await purgeAll(purgeParked, signal)];
      if (inbox + parked > 0) o.log.info('PURGED', { count: inbox + parked });
    },
    failed: (error) => {
      o.log.warn('PURGE_FAILED', { error });
    },
  });
}
