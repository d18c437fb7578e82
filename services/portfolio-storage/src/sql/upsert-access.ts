import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { PortfolioId } from '../domain/ids.ts';
import type { AccessState } from '../domain/portfolio-state.ts';

export interface AccessRow {
  readonly portfolioId: PortfolioId;
  readonly state: AccessState;
  /** RFC 3339 */
  readonly since: string;
}

const becomeConsumer = `SELECT set_config('lrr.taak', 'toegang', true)`;

// Erasure is final: a later word of another kind does not bring the portfolio back.
const upsert = `
INSERT INTO access (portfolio_id, state, since)
SELECT portfolio_id, state, since
FROM json_to_recordset($1::json) AS a (portfolio_id uuid, state text, since timestamptz)
ON CONFLICT (portfolio_id) DO UPDATE SET state = excluded.state, since = excluded.since
WHERE access.state <> 'GEWIST'`;

/** @param rows at most one of each portfolio: one statement cannot write a row twice */
export async function upsertAccess(tx: Transaction, rows: readonly AccessRow[]): Promise<void> {
  await tx.query(becomeConsumer);
  await tx.query(upsert, [
    JSON.stringify(rows.map(({ portfolioId, state, since }) => ({ portfolio_id: portfolioId, state, since }))),
  ]);
}
