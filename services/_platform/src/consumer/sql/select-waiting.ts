import type { Queryable } from '../../database/database.ts';
import type { PartitionKey } from '../partition-key.ts';

// By the column, not by its text of the same name.
const SELECT = `
  SELECT parked.id::text AS id
  FROM parked
  WHERE state = 'OPEN' AND consumer = $1 AND topic = $2 AND partition = $3 AND blocked_key = $4
  ORDER BY parked.id
  LIMIT 1`;

/** First open parked record of a key. */
export async function selectWaiting(db: Queryable, at: PartitionKey, key: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(SELECT, [at.consumer, at.topic, at.partition, key]);
  return rows[0]?.id;
}
