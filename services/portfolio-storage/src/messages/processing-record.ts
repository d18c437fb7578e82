import { processingLogRecord } from '../../../../schemas/processing-log/v1/processing-log-record.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { PortfolioId } from '../domain/ids.ts';

export type ProcessingActivity = 'PORTFOLIO_ACTIVEREN' | 'PORTFOLIO_INZIEN' | 'PORTFOLIO_BIJWERKEN';

const purposes: Readonly<Record<ProcessingActivity, string>> = {
  PORTFOLIO_ACTIVEREN: 'De leraar activeert zijn portfolio',
  PORTFOLIO_INZIEN: 'De leraar leest zijn portfolio',
  PORTFOLIO_BIJWERKEN: 'De leraar werkt zijn portfolio bij',
};

/** A line of the processing log (Logboek Dataverwerkingen): one pseudonym, and nothing of what the portfolio holds. */
export function processingRecord(activity: ProcessingActivity, portfolioId: PortfolioId, at: Date): OutboxRow {
  return processingLogRecord({
    id: newId(),
    activity,
    at,
    executor: 'portfolio-storage',
    subject: portfolioId,
    domain: 'portfolio',
    purpose: purposes[activity],
  });
}
