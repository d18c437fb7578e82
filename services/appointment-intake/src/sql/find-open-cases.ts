import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface OpenCaseRow {
  readonly id: string;
  /** berichtsoort. */
  readonly kind: string;
  /** Null: asked for by its id. */
  readonly key: string | null;
}

// A case that is closed has no keys any more.
const text = `
  select c.id, c.kind, k.key from case_keys k join cases c on c.id = k.case_id where k.key = any($1::uuid[])
  union all
  select id, kind, null from cases where id = any($2::uuid[]) and closed_at is null`;

export async function findOpenCases(
  tx: Transaction,
  keys: readonly string[],
  ids: readonly string[],
): Promise<OpenCaseRow[]> {
  const { rows } = await tx.query<OpenCaseRow>(text, [keys, ids]);
  return rows;
}
