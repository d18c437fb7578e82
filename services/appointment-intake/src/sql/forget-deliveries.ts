import type { Queryable } from '../../../_platform/src/database/database.ts';

// A delivery can have 100,000 records: a batch takes the next delivery only while it has fewer than ten records for each
// delivery that it may take. One that came again while this waited for it has another moved_at by then and stays: its new
// records are not in what this statement sees, and would be left behind.
const text = `
  with oldest as (
         select oin, delivery_id, moved_at, sum(records) over (order by received_at, number) - records as records_before
           from (select oin, delivery_id, number, records, received_at, moved_at from deliveries
                  where received_at < $1::timestamptz order by received_at limit $2) as candidates),
       forgotten as (
         delete from deliveries
          where (oin, delivery_id, moved_at) in (
                  select oin, delivery_id, moved_at from oldest where records_before < 10 * $2)
         returning number),
       records as (delete from delivery_records r using forgotten f where r.delivery = f.number)
  select count(*)::integer as count from forgotten`;

/** Deliveries are remembered for 13 months (message book section 1). @returns how many were forgotten */
export async function forgetDeliveries(db: Queryable, before: string, most: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(text, [before, most]);
  return rows[0]?.count ?? 0;
}
