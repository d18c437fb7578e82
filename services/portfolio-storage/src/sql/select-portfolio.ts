import type { AccessState } from '../domain/portfolio-state.ts';
import type { SubjectTransaction } from './as-teacher.ts';

export interface PortfolioRow {
  readonly state: AccessState;
  readonly since: string;
  readonly activated_at: string | null;
}

const sql = `
SELECT a.state, a.since, p.activated_at
FROM access a LEFT JOIN portfolios p USING (portfolio_id)
WHERE portfolio_id = $1`;

/** The portfolio of the subject; undefined when the vault has never spoken of it. */
export async function selectPortfolio(tx: SubjectTransaction): Promise<PortfolioRow | undefined> {
  const { rows } = await tx.query<PortfolioRow>(sql, [tx.portfolioId]);
  return rows[0];
}
