import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import { makePortfolioKey, unwrapPortfolioKey } from '../crypto/portfolio-keys.ts';
import type { PortfolioId } from '../domain/ids.ts';
import { portfolioAccess } from '../messages/portfolio-access.ts';
import { processingRecord } from '../messages/processing-record.ts';
import type { ProcessingActivity } from '../messages/processing-record.ts';
import { erasePortfolio } from '../sql/erase-portfolio.ts';
import { findPortfolioKey } from '../sql/find-portfolio-key.ts';
import { insertPortfolioKey } from '../sql/insert-portfolio-key.ts';
import { lockPortfolio } from '../sql/lock-portfolio.ts';
import type { VaultParts } from './vault-parts.ts';

export type UnwrapOutcome =
  | { readonly kind: 'unwrapped'; readonly key: Buffer; readonly version: number }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'not-open' };

/**
 * Unwraps the key of an open portfolio, or makes it first when asked to. Who calls has checked the teacher's own live
 * token. The processing-log line is committed before the key leaves.
 */
export async function unwrapKey(parts: VaultParts, portfolioId: PortfolioId, mayMake: boolean): Promise<UnwrapOutcome> {
  const at = parts.clock.now();
  const { outcome, added } = await parts.database.transaction(async (tx) => {
    if ((await lockPortfolio(tx, portfolioId)) !== 'OPEN') return { outcome: { kind: 'not-open' } as const };
    const existing = await findPortfolioKey(tx, portfolioId);
    if (existing === undefined && !mayMake) return { outcome: { kind: 'no-key' } as const };
    const wrapped = existing ?? makePortfolioKey(parts.keys.wrap, portfolioId);
    if (existing === undefined) await insertPortfolioKey(tx, portfolioId, wrapped, at);
    const key = unwrapPortfolioKey(parts.keys.wrap, portfolioId, wrapped);
    return {
      outcome: { kind: 'unwrapped', key, version: wrapped.keyVersion } as const,
      added: await parts.outbox.add(tx, [line('PORTFOLIOSLEUTEL_UITPAKKEN', portfolioId, at)]),
    };
  });
  if (added !== undefined) parts.outbox.committed(added);
  return outcome;
}

export type EraseOutcome = 'erased' | 'not-open';

/** Shreds the key of an open portfolio and tells that the portfolio is gone for good; asking again changes nothing. */
export async function eraseKey(parts: VaultParts, portfolioId: PortfolioId): Promise<EraseOutcome> {
  const at = parts.clock.now();
  const { outcome, added } = await parts.database.transaction(async (tx) => {
    const state = await lockPortfolio(tx, portfolioId);
    if (state === 'GEWIST') return { outcome: 'erased' as const };
    if (state !== 'OPEN') return { outcome: 'not-open' as const };
    await erasePortfolio(tx, portfolioId);
    const rows = [portfolioAccess(portfolioId, 'GEWIST', at), line('PORTFOLIOSLEUTEL_VERNIETIGEN', portfolioId, at)];
    return { outcome: 'erased' as const, added: await parts.outbox.add(tx, rows) };
  });
  if (added !== undefined) parts.outbox.committed(added);
  return outcome;
}

function line(activity: ProcessingActivity, portfolioId: PortfolioId, at: Date): OutboxRow {
  return processingRecord({ activity, at, onBehalfOf: 'leraar', subject: portfolioId, domain: 'portfolio' });
}
