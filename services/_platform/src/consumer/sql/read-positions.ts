import type { Queryable } from '../../database/database.ts';

export interface StoredPosition {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: number;
  readonly clusterId: string;
  /** Producer's time of the last record passed, ms since 1970. */
  readonly recordTime: number | null;
}

const SELECT = `
  SELECT topic, partition, next_offset AS "nextOffset", cluster_id AS "clusterId", record_time AS "recordTime"
  FROM positions
  WHERE consumer = $1
  ORDER BY topic, partition`;

export async function readPositions(db: Queryable, consumer: string): Promise<StoredPosition[]> {
  return (await db.query<StoredPosition>(SELECT, [consumer])).rows;
}
