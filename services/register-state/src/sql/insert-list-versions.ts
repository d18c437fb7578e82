import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { ListVersion } from '../lists/register-lists.ts';
import type { HeldListVersion } from './select-list-versions.ts';

const SQL = `
  INSERT INTO list_versions (partition, number, name, version, origin, rows)
  SELECT $1::smallint, $2::smallint, name, version, $3, rows
  FROM json_to_recordset($4::json) AS r (name text, version text, rows json)`;

export async function insertListVersions(
  tx: Transaction,
  at: { readonly partition: number; readonly number: number; readonly origin: HeldListVersion['origin'] },
  versions: readonly ListVersion[],
): Promise<HeldListVersion[]> {
  await tx.query(SQL, [at.partition, at.number, at.origin, JSON.stringify(versions)]);
  return versions.map(({ name, version }) => ({ ...at, name, version }));
}
