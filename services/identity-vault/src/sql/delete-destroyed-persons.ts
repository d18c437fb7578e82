import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { PortfolioId, RegisterId } from '../domain/ids.ts';

const DELETE = `
  WITH gone AS (
    DELETE FROM persons
    WHERE register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))
    RETURNING portfolio_id, portfolio_state)
  SELECT portfolio_id AS "portfolioId" FROM gone WHERE portfolio_state = 'OPEN'`;

/** @returns the portfolios that were open and have nobody any more */
export async function deleteDestroyedPersons(tx: Transaction, ids: readonly RegisterId[]): Promise<PortfolioId[]> {
  const { rows } = await tx.query<{ portfolioId: PortfolioId }>(DELETE, [JSON.stringify(ids)]);
  return rows.map(({ portfolioId }) => portfolioId);
}
