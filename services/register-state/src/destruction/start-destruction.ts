import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { repeat } from '../../../_platform/src/service/repeat.ts';
import type { Repeated } from '../../../_platform/src/service/repeat.ts';
import { carryOutDestructions } from './carry-out-destructions.ts';

const LOOK_EVERY_MS = 1_000;

/** Carries out destructions as they are decided on, batch after batch. Several processes may run it: one works. */
export function startDestruction(o: {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now' | 'today'>;
  readonly log: Logger;
}): Repeated {
  return repeat({
    everyMs: LOOK_EVERY_MS,
    work: async (signal) => {
      let count = 0;
      for (let looked = 1; looked > 0 && !signal.aborted; count += looked) looked = await carryOutDestructions(o);
      if (count > 0) o.log.info('DESTRUCTIONS_LOOKED_AT', { count });
    },
    failed: (error) => {
      o.log.warn('DESTRUCTION_FAILED', { error });
    },
  });
}
