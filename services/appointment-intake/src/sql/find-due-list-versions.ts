import type { Row } from '../../../../schemas/code-lists/read-list.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface DueListVersion {
  readonly name: string;
  readonly version: number;
  /** D. */
  readonly effective_from: string;
  /** Of the lists that were named; of others nobody needs to be told. */
  readonly rows: readonly Row[] | null;
}

const text = `
  select name, version, effective_from, case when name = any($2::text[]) then rows end as rows
    from list_versions
   where activated_at is null and lapsed_at is null and effective_from <= $1::date
   order by effective_from, name, version`;

/** Versions whose day has come, in the order of their days. */
export async function findDueListVersions(
  tx: Transaction,
  today: string,
  withRowsOf: readonly string[],
): Promise<DueListVersion[]> {
  const { rows } = await tx.query<DueListVersion>(text, [today, withRowsOf]);
  return rows;
}
