import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface PartitionLogRow {
  readonly partition: number;
  readonly application_number: number;
  readonly id: string;
  readonly kind: 'DAGOVERGANG' | 'LIJSTVERSIE';
  readonly recorded_at: string;
  readonly judging_day: string;
  readonly list_version: number;
  readonly skipped: string[] | null;
  /** Name of the list; null of a day turn. */
  readonly list: string | null;
}

// By the index command_log_of_partition.
const SQL = `
  SELECT partition, application_number, id, kind, recorded_at, judging_day, list_version, skipped,
    CASE kind WHEN 'LIJSTVERSIE' THEN command #>> '{inhoud,naam}' END AS list
  FROM command_log WHERE partition = ANY ($1::smallint[]) AND register_id IS NULL
  ORDER BY application_number`;

/** The day turns and list versions of these partitions, in order of application. */
export async function selectPartitionLog(db: Queryable, partitions: readonly number[]): Promise<PartitionLogRow[]> {
  return (await db.query<PartitionLogRow>(SQL, [partitions])).rows;
}
