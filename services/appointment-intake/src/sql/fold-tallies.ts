import type { Queryable } from '../../../_platform/src/database/database.ts';

// In key order: two processes that fold at once wait for each other, and each row is deleted by one of them.
const text = `
  with taken as (
    delete from quality_tallies returning oin, month, kind, detail, count
  )
  insert into quality_sums as s (oin, month, kind, detail, count)
  select oin, month, kind, detail, sum(count) from taken
   group by month, oin, kind, detail
   order by month, oin, kind, detail
  on conflict (month, oin, kind, detail) do update set count = s.count + excluded.count`;

/** Adds what was put down since to the sums per supplier and month. */
export async function foldTallies(db: Queryable): Promise<void> {
  await db.query(text, []);
}
