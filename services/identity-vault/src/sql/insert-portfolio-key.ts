import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { PortfolioId } from '../domain/ids.ts';

const INSERT = `INSERT INTO portfolio_keys (portfolio_id, wrapped, wrap_key, made_at) VALUES ($1, $2, $3, $4)`;

export async function insertPortfolioKey(
  tx: Transaction,
  portfolioId: PortfolioId,
  wrapped: Sealed,
  madeAt: Date,
): Promise<void> {
  await tx.query(INSERT, [portfolioId, wrapped.bytes, wrapped.keyVersion, madeAt.toISOString()]);
}
