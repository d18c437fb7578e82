import type { ItemId } from '../domain/ids.ts';
import type { Sealed } from '../sealing/seal.ts';
import type { SubjectTransaction } from './as-teacher.ts';

const sql = `
INSERT INTO activities (portfolio_id, item_id, version, nonce, sealed, created_at, changed_at)
VALUES ($1, $2, 1, $3, $4, $5, $5)`;

export async function insertActivity(
  tx: SubjectTransaction,
  row: Sealed & { readonly itemId: ItemId; readonly createdAt: Date },
): Promise<void> {
  await tx.query(sql, [tx.portfolioId, row.itemId, row.nonce, row.sealed, row.createdAt.toISOString()]);
}
