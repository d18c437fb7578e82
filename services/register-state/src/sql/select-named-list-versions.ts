import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { HeldListVersion } from './select-list-versions.ts';

const SQL = `
  SELECT partition, name, number, version, origin
  FROM list_versions WHERE partition = ANY ($1::smallint[])
  ORDER BY number DESC`;

/** Every version of every list that these partitions ever judged with, newest first. */
export async function selectNamedListVersions(
  db: Queryable,
  partitions: readonly number[],
): Promise<HeldListVersion[]> {
  return (await db.query<HeldListVersion>(SQL, [partitions])).rows;
}
