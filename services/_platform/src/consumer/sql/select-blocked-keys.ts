import type { Transaction } from '../../database/database.ts';
import type { PartitionKey } from '../partition-key.ts';

const SELECT = `
  SELECT wanted.key
  FROM (SELECT DISTINCT json_array_elements_text($4::json) AS key) AS wanted
  WHERE EXISTS (
    SELECT FROM parked
    WHERE state = 'OPEN' AND consumer = $1 AND topic = $2 AND partition = $3 AND blocked_key = wanted.key
  )`;

/** Which of these keys have open parked records in the partition. */
export async function selectBlockedKeys(
  tx: Transaction,
  at: PartitionKey,
  keys: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.query<{ key: string }>(SELECT, [at.consumer, at.topic, at.partition, JSON.stringify(keys)]);
  return new Set(rows.map(({ key }) => key));
}
