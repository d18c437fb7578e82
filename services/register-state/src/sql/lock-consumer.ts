import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT pg_advisory_xact_lock(hashtextextended('subscriptions of ' || $1, 0))`;

/**
 * Subscriptions of one consumer are made one at a time: who comes next counts those that the former made. There is no
 * row to lock, since consumers are known by their tokens alone.
 */
export async function lockConsumer(tx: Transaction, consumerId: string): Promise<void> {
  await tx.query(SQL, [consumerId]);
}
