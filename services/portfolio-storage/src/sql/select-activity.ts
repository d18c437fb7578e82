import type { ItemId } from '../domain/ids.ts';
import type { ActivityRow } from './activity-row.ts';
import type { SubjectTransaction } from './as-teacher.ts';

const sql = `
SELECT item_id, version, nonce, sealed, created_at, changed_at
FROM activities
WHERE portfolio_id = $1 AND item_id = $2`;

export async function selectActivity(tx: SubjectTransaction, itemId: ItemId): Promise<ActivityRow | undefined> {
  const { rows } = await tx.query<ActivityRow>(sql, [tx.portfolioId, itemId]);
  return rows[0];
}
