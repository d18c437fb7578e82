import type { Transaction } from '../../database/database.ts';
import type { PositionRow } from '../batch-handler.ts';
import type { PartitionKey } from '../partition-key.ts';

export interface LockedPosition extends PositionRow {
  /** Open parked rows that block a key. */
  readonly blocking: number;
}

const SELECT = `
  SELECT consumer, topic, partition, next_offset AS "nextOffset", cluster_id AS "clusterId",
         application_number AS "applicationNumber", recorded_at AS "recordedAt", day, blocking
  FROM positions
  WHERE consumer = $1 AND topic = $2 AND partition = $3
  FOR NO KEY UPDATE`;

/**
 * The lock that makes one transaction at a time apply records of a partition; held until commit or rollback.
 *
 * @throws Error when the row is gone: somebody removed it, and creating it anew would start the log over
 */
export async function lockPosition(tx: Transaction, key: PartitionKey): Promise<LockedPosition> {
  const { rows } = await tx.query<LockedPosition>(SELECT, [key.consumer, key.topic, key.partition]);
  if (rows[0] === undefined) {
    throw new Error(`no position row of ${key.consumer} for ${key.topic}/${key.partition}: put it back, then restart`);
  }
  return rows[0];
}
