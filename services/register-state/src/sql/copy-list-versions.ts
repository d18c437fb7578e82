import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { HeldListVersion } from './select-list-versions.ts';

const SQL = `
  INSERT INTO list_versions (partition, number, name, version, origin, rows)
  SELECT partition, number, name, version, origin, rows FROM public.list_versions
  WHERE partition = $1 AND number > $2 AND number <= $3 AND origin = 'SCHIJF'
  RETURNING partition, number, name, version, origin`;

const REST = `
  INSERT INTO list_versions (partition, number, name, version, origin, rows)
  SELECT partition, number, name, version, origin, rows FROM public.list_versions WHERE origin = 'SCHIJF'
  ON CONFLICT DO NOTHING`;

/** The same for what no command of the log has judged with yet. */
export async function copyUnusedListVersions(tx: Transaction): Promise<void> {
  await tx.query(REST);
}

/** For a rebuild: lists that came with a release stand in no command, so they are taken over from the live table. */
export async function copyListVersions(
  tx: Transaction,
  partition: number,
  range: { readonly after: number; readonly until: number },
): Promise<HeldListVersion[]> {
  return (await tx.query<HeldListVersion>(SQL, [partition, range.after, range.until])).rows;
}
