import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import type { PortfolioId } from '../domain/ids.ts';

/** A transaction that works for one teacher; row level security shows it that teacher's rows alone. */
export interface SubjectTransaction extends Transaction {
  readonly portfolioId: PortfolioId;
}

// `true`: for this transaction only, so a pooled connection never carries a subject over to the next request.
const sql = `SELECT set_config('lrr.portfolio', $1, true)`;

/** Runs work in a transaction whose subject is this portfolio. */
export async function asTeacher<T>(
  database: Database,
  portfolioId: PortfolioId,
  work: (tx: SubjectTransaction) => Promise<T>,
): Promise<T> {
  return await database.transaction(async (tx) => {
    await tx.query(sql, [portfolioId]);
    return await work({ ...tx, portfolioId });
  });
}
