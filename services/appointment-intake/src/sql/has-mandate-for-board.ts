import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `select exists (select from mandates where oin = $1 and board = $2) as has`;

export async function hasMandateForBoard(db: Queryable, oin: string, board: string): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(text, [oin, board]);
  return rows[0]?.has === true;
}
