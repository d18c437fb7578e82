import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  UPDATE subscriptions SET replay_from = $2::bigint, replay_until = $3, replay_position = $2::bigint - 1 WHERE id = $1`;

export async function beginReplay(tx: Transaction, id: string, from: number, until: number): Promise<void> {
  await tx.query(SQL, [id, from, until]);
}
