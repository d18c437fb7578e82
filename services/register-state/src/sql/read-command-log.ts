import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface LogRow {
  readonly application_number: number;
  readonly kind: string;
  readonly register_id: string | null;
  readonly list_version: number;
  readonly rules_version: number;
  readonly content_hash: Buffer;
  readonly skipped: string[] | null;
  readonly recorded_at: string;
  readonly judging_day: string;
  /** Number of the partition's last event after it. */
  readonly event_number: number;
  /** As it came in. */
  readonly text: string;
}

const SQL = `
  SELECT application_number, kind, register_id, list_version, rules_version, content_hash, skipped, recorded_at,
    judging_day, event_number, command::text AS text
  FROM command_log WHERE partition = $1 AND application_number > $2
  ORDER BY application_number LIMIT $3`;

/** The next commands of a partition, as they came in. */
export async function readCommandLog(
  db: Queryable,
  partition: number,
  after: number,
  limit: number,
): Promise<LogRow[]> {
  return (await db.query<LogRow>(SQL, [partition, after, limit])).rows;
}
