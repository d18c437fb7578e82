import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Tally } from './insert-tallies.ts';

export interface QualityRow {
  readonly oin: string;
  readonly kind: Tally['kind'];
  readonly detail: string;
  readonly count: number;
}

// What the sweep has not folded yet counts too.
const text = `
  select oin, kind, detail, sum(count)::bigint as count
    from (select oin, kind, detail, count from quality_sums where month = $1::date
          union all
          select oin, kind, detail, count from quality_tallies where month = $1::date) as every
   group by oin, kind, detail`;

/** All suppliers' figures of a month; @param month D, its first day */
export async function readQuality(db: Queryable, month: string): Promise<QualityRow[]> {
  const { rows } = await db.query<QualityRow>(text, [month]);
  return rows;
}
