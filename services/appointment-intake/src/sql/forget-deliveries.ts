import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `
  with forgotten as (delete from deliveries where received_at < $1::timestamptz returning number),
       records as (delete from delivery_records r using forgotten f where r.delivery = f.number)
  select count(*)::integer as count from forgotten`;

/** Deliveries are remembered for 13 months (message book section 1). @returns how many were forgotten */
export async function forgetDeliveries(db: Queryable, before: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(text, [before]);
  return rows[0]?.count ?? 0;
}
