import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `UPDATE subscriptions SET position = $2 WHERE id = $1`;

export async function moveSubscription(tx: Transaction, id: string, position: number): Promise<void> {
  await tx.query(SQL, [id, position]);
}
