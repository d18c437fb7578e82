import type { Transaction } from '../../../_platform/src/database/database.ts';

const text = `
  update list_versions
     set lapsed_by = $3, lapsed_at = $4::timestamptz
   where name = $1 and version = any($2::integer[]) and activated_at is null and lapsed_at is null`;

/** These planned versions will never be active. */
export async function lapseListVersions(
  tx: Transaction,
  name: string,
  versions: readonly number[],
  by: { readonly subject: string; readonly at: string },
): Promise<void> {
  await tx.query(text, [name, versions, by.subject, by.at]);
}
