import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ListName } from '../lists/register-lists.ts';

/** Which version of a list a partition judges with, and under which number it came. */
export interface HeldListVersion {
  readonly partition: number;
  readonly name: ListName;
  readonly number: number;
  readonly version: string;
  readonly origin: 'SCHIJF' | 'LIJSTVERSIE';
}

const SQL = `
  SELECT DISTINCT ON (name) partition, name, number, version, origin
  FROM list_versions WHERE partition = $1
  ORDER BY name, number DESC`;

const OF_ALL = `
  SELECT DISTINCT ON (partition, name) partition, name, number, version, origin
  FROM list_versions
  ORDER BY partition, name, number DESC`;

/** The newest version of each list in a partition; empty before its first command. */
export async function selectListVersions(db: Queryable, partition: number): Promise<HeldListVersion[]> {
  return (await db.query<HeldListVersion>(SQL, [partition])).rows;
}

export async function selectAllListVersions(db: Queryable): Promise<HeldListVersion[]> {
  return (await db.query<HeldListVersion>(OF_ALL)).rows;
}
