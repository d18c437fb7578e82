import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { PortfolioId } from '../domain/ids.ts';

const ERASE = `
  WITH shredded AS (DELETE FROM portfolio_keys WHERE portfolio_id = $1)
  UPDATE persons SET portfolio_state = 'GEWIST' WHERE portfolio_id = $1`;

/** Deletes the key, so that nothing sealed with it can ever be read, and marks the portfolio as erased. */
export async function erasePortfolio(tx: Transaction, portfolioId: PortfolioId): Promise<void> {
  await tx.query(ERASE, [portfolioId]);
}
