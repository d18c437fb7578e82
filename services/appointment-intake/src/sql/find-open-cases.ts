import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface OpenCaseRow {
  readonly id: string;
  /** Null: asked for by its id. */
  readonly key: string | null;
}

// A case that is closed has no keys any more.
const text = `
  select case_id as id, key from case_keys where key = any($1::uuid[])
  union all
  select id, null from cases where id = any($2::uuid[]) and closed_at is null`;

export async function findOpenCases(
  tx: Transaction,
  keys: readonly string[],
  ids: readonly string[],
): Promise<OpenCaseRow[]> {
  const { rows } = await tx.query<OpenCaseRow>(text, [keys, ids]);
  return rows;
}
