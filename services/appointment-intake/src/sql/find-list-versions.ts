import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface ListVersionRow {
  readonly version: number;
  /** D. */
  readonly effective_from: string;
  readonly row_count: number;
  readonly made_by: string;
  /** DT. */
  readonly made_at: string;
  readonly activated_at: string | null;
  readonly lapsed_by: string | null;
  readonly lapsed_at: string | null;
}

const text = `
  select version, effective_from, row_count, made_by, made_at, activated_at, lapsed_by, lapsed_at
    from list_versions
   where name = $1
   order by version desc`;

/** Every version that a list ever had, newest first. */
export async function findListVersions(db: Queryable, name: string): Promise<ListVersionRow[]> {
  const { rows } = await db.query<ListVersionRow>(text, [name]);
  return rows;
}
