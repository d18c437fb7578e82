import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { Metrics } from '../../../_platform/src/metrics/metrics.ts';
import { repeat, type Repeated } from '../../../_platform/src/service/repeat.ts';
import { countUnanswered } from '../sql/count-unanswered.ts';
import { findUnanswered } from '../sql/find-unanswered.ts';
import { forgetOld } from './forget-old.ts';

const answeredWithinSeconds = 15 * 60;
const everyMs = 60_000;
const namedInLog = 20;

/**
 * Looks every minute for accepted records that have no answer after 15 minutes (one gauge, and a log line with the oldest
 * ids), and forgets what is no longer kept. Only tells: a record waits because it is parked or the register is
 * behind, and both are mended there.
 */
export function watchUnanswered(o: { database: Database; clock: Clock; log: Logger; metrics: Metrics }): Repeated {
  const gauge = o.metrics.gauge({
    name: 'unanswered_records',
    help: 'Accepted records without an answer after 15 minutes',
  });

  return repeat({
    everyMs,
    work: async () => {
      const count = await countUnanswered(o.database, answeredWithinSeconds);
      gauge.set(count);
      if (count > 0) {
        for (const row of await findUnanswered(o.database, answeredWithinSeconds, namedInLog)) {
          o.log.warn('RECORD_UNANSWERED', { messageId: row.message_id, receiptId: row.receipt_id, count });
        }
      }
      await forgetOld(o.database, o.clock.today());
    },
    failed: (error) => {
      o.log.warn('SWEEP_FAILED', { error });
    },
  });
}
