import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { PortfolioId } from '../domain/ids.ts';
import type { PortfolioState } from '../domain/obligations.ts';

// The lock orders this against a death, an erasure and the making of the key by another request. The key is read by a
// statement of its own: one that waited for the lock would still see the keys of before.
const LOCK = `SELECT portfolio_state AS state FROM persons WHERE portfolio_id = $1 FOR NO KEY UPDATE`;

/** @returns undefined when there is no such portfolio */
export async function lockPortfolio(tx: Transaction, portfolioId: PortfolioId): Promise<PortfolioState | undefined> {
  const { rows } = await tx.query<{ state: PortfolioState }>(LOCK, [portfolioId]);
  return rows[0]?.state;
}
