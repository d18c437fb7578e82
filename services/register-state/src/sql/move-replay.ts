import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  UPDATE subscriptions SET
    replay_from = CASE WHEN $2 < replay_until THEN replay_from END,
    replay_position = CASE WHEN $2 < replay_until THEN $2 END,
    replay_until = CASE WHEN $2 < replay_until THEN replay_until END
  WHERE id = $1`;

/** A replay is this far; at its end it is over. */
export async function moveReplay(tx: Transaction, id: string, position: number): Promise<void> {
  await tx.query(SQL, [id, position]);
}
