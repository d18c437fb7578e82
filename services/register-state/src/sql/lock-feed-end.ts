import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT FROM feed_end FOR UPDATE`;

/** Positions are given out by one at a time. What follows in the transaction sees all that a former one gave. */
export async function lockFeedEnd(tx: Transaction): Promise<void> {
  await tx.query(SQL);
}
