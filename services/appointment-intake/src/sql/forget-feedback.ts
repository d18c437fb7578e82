import type { Queryable } from '../../../_platform/src/database/database.ts';

// What was handed out last can be asked for again for ever. Oldest first, by their index.
const text = `
  delete from feedback
   where number in (
     select f.number
       from feedback f
      where f.handed_out_at < $1::timestamptz
        and not exists (select 1 from delivery_points p
                         where p.board = f.board and p.delivery_point = f.delivery_point and p.last_request = f.bundle)
      order by f.handed_out_at
      limit $2)`;

/** Deletes at most `limit` records that were handed out before then. @returns how many */
export async function forgetFeedback(db: Queryable, before: string, limit: number): Promise<number> {
  const { rowCount } = await db.query(text, [before, limit]);
  return rowCount;
}
