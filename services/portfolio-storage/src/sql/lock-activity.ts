import type { ItemId } from '../domain/ids.ts';
import type { SubjectTransaction } from './as-teacher.ts';

// Two edits at once: the second waits here and then sees the version that the first made.
const sql = `SELECT version, created_at FROM activities WHERE portfolio_id = $1 AND item_id = $2 FOR UPDATE`;

export async function lockActivity(
  tx: SubjectTransaction,
  itemId: ItemId,
): Promise<{ readonly version: number; readonly created_at: string } | undefined> {
  const { rows } = await tx.query<{ version: number; created_at: string }>(sql, [tx.portfolioId, itemId]);
  return rows[0];
}
