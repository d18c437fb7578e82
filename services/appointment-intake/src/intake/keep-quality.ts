import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { repeat, type Repeated } from '../../../_platform/src/service/repeat.ts';
import { addMonths } from '../domain/calendar.ts';
import { foldTallies } from '../sql/fold-tallies.ts';
import { forgetCases } from '../sql/forget-cases.ts';

const everyMs = 60_000;
const keptMonths = 13;

/** Every minute: adds what was counted to the sums per month, and forgets cases 13 months after their last record. */
export function keepQuality(o: { database: Database; clock: Clock; log: Logger }): Repeated {
  return repeat({
    everyMs,
    work: async () => {
      await foldTallies(o.database);
      await forgetCases(o.database, `${addMonths(o.clock.today(), -keptMonths)}T00:00:00Z`);
    },
    failed: (error) => {
      o.log.warn('SWEEP_FAILED', { error });
    },
  });
}
