import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT 1 FROM positions WHERE consumer = $1 FOR UPDATE`;

/** Nothing is applied while this transaction lasts; the consumer waits and tries again. */
export async function lockCommandPositions(tx: Transaction, consumer: string): Promise<void> {
  await tx.query(SQL, [consumer]);
}
