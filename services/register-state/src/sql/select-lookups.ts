import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { LookupRow } from './insert-lookups.ts';

export interface LookupsQuery {
  readonly registerId: string;
  /** Only what was before this one; null for the newest. */
  readonly before: string | null;
  readonly limit: number;
}

// Walks the primary key backwards: ids are in order of time.
const SQL = `
  SELECT id, register_id, at, activity, role, organisation, fields FROM lookups
  WHERE register_id = $1 AND ($2::uuid IS NULL OR id < $2)
  ORDER BY id DESC
  LIMIT $3`;

export async function selectLookups(
  db: Queryable,
  { registerId, before, limit }: LookupsQuery,
): Promise<{ rows: LookupRow[]; hasMore: boolean }> {
  const { rows } = await db.query<LookupRow>(SQL, [registerId, before, limit + 1]);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}
