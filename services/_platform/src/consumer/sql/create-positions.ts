import type { Queryable } from '../../database/database.ts';

const INSERT = `
  INSERT INTO positions (consumer, topic, partition, next_offset, cluster_id)
  SELECT $1, topic, partition, "nextOffset", $2
  FROM json_to_recordset($3::json) AS r(topic text, partition integer, "nextOffset" bigint)
  ON CONFLICT DO NOTHING`;

/** Rows for partitions seen for the first time; existing ones stay where they are. */
export async function createPositions(
  db: Queryable,
  consumer: string,
  clusterId: string,
  starts: readonly { topic: string; partition: number; nextOffset: number }[],
): Promise<void> {
  await db.query(INSERT, [consumer, clusterId, JSON.stringify(starts)]);
}
