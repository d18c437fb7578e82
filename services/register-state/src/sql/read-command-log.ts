import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface LogRow {
  readonly application_number: number;
  readonly kind: string;
  readonly register_id: string | null;
  readonly list_version: number;
  readonly content_hash: Buffer;
  readonly skipped: string[] | null;
  /** As it came in. */
  readonly text: string;
}

const SQL = `
  SELECT application_number, kind, register_id, list_version, content_hash, skipped, command::text AS text
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
