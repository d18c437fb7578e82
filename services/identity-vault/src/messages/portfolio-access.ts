import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { newTraceparent } from '../../../_platform/src/http/trace-context.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { PortfolioId } from '../domain/ids.ts';

/**
 * Tells portfolio-storage whether a portfolio may be used. The record crosses into another privacy domain: it begins a
 * new trace and holds no id but the portfolio's own.
 */
export function portfolioAccess(
  portfolioId: PortfolioId,
  state: 'OPEN' | 'GESLOTEN' | 'GEWIST',
  since: Date,
): OutboxRow {
  return {
    id: deterministicId('portfoliotoegang', portfolioId, state, since.toISOString()),
    topic: 'lrr.portfoliotoegang.v1',
    key: portfolioId,
    value: JSON.stringify({ portfolioId, toestand: state, sinds: since.toISOString() }),
    headers: { type: 'PORTFOLIOTOEGANG', schemaversion: '1', traceparent: newTraceparent() },
  };
}
