import type { Queryable } from '../../database/database.ts';
import type { PartitionKey } from '../partition-key.ts';

const SELECT = `
  SELECT count(*) AS count
  FROM parked
  WHERE state = 'OPEN' AND consumer = $1 AND topic = $2 AND partition = $3 AND blocked_key = $4`;

/** Open parked records of a key, the head included. */
export async function countWaiting(db: Queryable, at: PartitionKey, key: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(SELECT, [at.consumer, at.topic, at.partition, key]);
  return rows[0]?.count ?? 0;
}
