import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT event_number FROM command_log WHERE partition = $1 AND application_number = $2`;

/** Number of the partition's last event when this command was applied; 0 at the beginning. */
export async function selectEventNumber(db: Queryable, partition: number, applicationNumber: number): Promise<number> {
  const { rows } = await db.query<{ event_number: number }>(SQL, [partition, applicationNumber]);
  return rows[0]?.event_number ?? 0;
}
