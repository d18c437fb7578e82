import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `
  delete from corrections
   where (correction_id, board) in (
     select correction_id, board from corrections where told_at < $1::timestamptz order by told_at limit $2)`;

/** Deletes at most `limit` correction requests that boards were last told of before then. @returns how many */
export async function forgetCorrections(db: Queryable, before: string, limit: number): Promise<number> {
  const { rowCount } = await db.query(text, [before, limit]);
  return rowCount;
}
