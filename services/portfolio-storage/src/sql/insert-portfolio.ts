import type { SubjectTransaction } from './as-teacher.ts';

const sql = `
INSERT INTO portfolios (portfolio_id, activated_at) VALUES ($1, $2)
ON CONFLICT (portfolio_id) DO NOTHING`;

/** @returns false when it was activated before */
export async function insertPortfolio(tx: SubjectTransaction, activatedAt: Date): Promise<boolean> {
  const { rowCount } = await tx.query(sql, [tx.portfolioId, activatedAt.toISOString()]);
  return rowCount === 1;
}
