import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface DeliveryCounts {
  readonly received: number;
  readonly accepted: number;
  /** Records per signal code, by code. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
}

// One pass over the records of a delivery: narrow rows side by side in the primary key, 100,000 at most.
const text = `
  with own as materialized (select status, codes from delivery_records where delivery = $1)
  select count(*)::integer as received,
         count(*) filter (where status = 'B')::integer as accepted,
         coalesce((select json_agg(json_build_object('code', code, 'count', count) order by code)
                     from (select code, count(*) from own, unnest(codes) as code group by code) as per_code), '[]') as codes
    from own`;

export async function countDelivery(db: Queryable, delivery: number): Promise<DeliveryCounts> {
  const { rows } = await db.query<DeliveryCounts>(text, [delivery]);
  return rows[0] ?? { received: 0, accepted: 0, codes: [] };
}
