import type { Queryable } from '../../../_platform/src/database/database.ts';
import { addMonths } from '../domain/calendar.ts';
import { forgetCorrections } from '../sql/forget-corrections.ts';
import { forgetDeliveries } from '../sql/forget-deliveries.ts';
import { forgetFeedback } from '../sql/forget-feedback.ts';

const keptMonths = 13;
const batch = { rows: 1_000, perSweep: 20 };

/**
 * What is kept 13 months: deliveries from their receipt, feedback from the day it was handed out, and whom a correction
 * request is about from the last record about it. In small batches of their own, so that nobody waits for a night's
 * worth of rows; what one sweep does not get done, the next one does.
 */
export async function forgetOld(db: Queryable, today: string): Promise<void> {
  const before = `${addMonths(today, -keptMonths)}T00:00:00Z`;
  for (const forget of [forgetDeliveries, forgetFeedback, forgetCorrections]) {
    for (let done = 0; done < batch.perSweep; done += 1) {
      if ((await forget(db, before, batch.rows)) < batch.rows) break;
    }
  }
}
