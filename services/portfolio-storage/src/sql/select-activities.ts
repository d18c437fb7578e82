import type { ItemId } from '../domain/ids.ts';
import type { ActivityRow } from './activity-row.ts';
import type { SubjectTransaction } from './as-teacher.ts';

// Ids are time-ordered, so the primary key read backwards gives newest first without a sort.
const sql = `
SELECT item_id, version, nonce, sealed, created_at, changed_at
FROM activities
WHERE portfolio_id = $1 AND ($2::uuid IS NULL OR item_id < $2)
ORDER BY item_id DESC
LIMIT $3`;

/** Newest first. @param before only items older than this one */
export async function selectActivities(
  tx: SubjectTransaction,
  o: { readonly before: ItemId | undefined; readonly limit: number },
): Promise<ActivityRow[]> {
  const { rows } = await tx.query<ActivityRow>(sql, [tx.portfolioId, o.before ?? null, o.limit]);
  return rows;
}
