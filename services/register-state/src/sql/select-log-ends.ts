import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { LogEnd } from '../apply/applied-command.ts';

const SQL = `
  SELECT partition, application_number AS "applicationNumber", recorded_at AS "recordedAt", day
  FROM positions WHERE consumer = $1`;

/** Where each partition of the command log ends now. */
export async function selectLogEnds(db: Queryable, consumer: string): Promise<Map<number, LogEnd>> {
  const { rows } = await db.query<LogEnd>(SQL, [consumer]);
  return new Map(rows.map((end) => [end.partition, end]));
}
