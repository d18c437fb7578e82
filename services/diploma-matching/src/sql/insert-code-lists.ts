import type { Queryable } from '../../../_platform/src/database/database.ts';

const sql = `
INSERT INTO code_lists (name, version, rows, first_used_at)
SELECT name, version, rows, $2::timestamptz
FROM json_to_recordset($1::json) AS l (name text, version text, rows jsonb)
ON CONFLICT (name, version) DO NOTHING`;

/** Keeps the content of each list version that results are going to name. */
export async function insertCodeLists(
  db: Queryable,
  lists: readonly { readonly name: string; readonly version: string; readonly rows: readonly unknown[] }[],
  firstUsedAt: Date,
): Promise<void> {
  await db.query(sql, [JSON.stringify(lists), firstUsedAt.toISOString()]);
}
