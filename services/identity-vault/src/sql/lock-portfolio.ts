import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { PortfolioId } from '../domain/ids.ts';
import type { PortfolioState } from '../domain/obligations.ts';
import { sealedFrom } from './sealed-columns.ts';

export interface LockedPortfolio {
  readonly state: PortfolioState;
  readonly key?: Sealed;
}

// The lock on the person orders this against a death, an erasure and the making of the key by another request.
const LOCK = `
  SELECT p.portfolio_state AS state, k.wrapped, k.wrap_key AS "wrapKey"
  FROM persons p LEFT JOIN portfolio_keys k USING (portfolio_id)
  WHERE p.portfolio_id = $1
  FOR NO KEY UPDATE OF p`;

export async function lockPortfolio(tx: Transaction, portfolioId: PortfolioId): Promise<LockedPortfolio | undefined> {
  const { rows } = await tx.query<{ state: PortfolioState; wrapped: Buffer | null; wrapKey: number | null }>(LOCK, [
    portfolioId,
  ]);
  const row = rows[0];
  return row && { state: row.state, ...sealedFrom('key', row.wrapped, row.wrapKey) };
}
