import type { ItemId } from '../domain/ids.ts';
import type { Sealed } from '../sealing/seal.ts';
import type { SubjectTransaction } from './as-teacher.ts';

const sql = `
UPDATE activities SET version = $3, nonce = $4, sealed = $5, changed_at = $6
WHERE portfolio_id = $1 AND item_id = $2`;

/** Replaces the content; the row was locked by lockActivity in this transaction. */
export async function updateActivity(
  tx: SubjectTransaction,
  row: Sealed & {
    readonly itemId: ItemId;
    readonly version: number;
    readonly changedAt: Date;
  },
): Promise<void> {
  await tx.query(sql, [tx.portfolioId, row.itemId, row.version, row.nonce, row.sealed, row.changedAt.toISOString()]);
}
