import type { Transaction } from '../../database/database.ts';
import type { Decoded, InboxOutcome } from '../batch-handler.ts';

// Inserted in order of their ids, so that two partitions with the same messages wait for each other and cannot
// deadlock. The second half reads the table as it was before the statement, one id at a time: left to itself, the planner
// reads every row of the consumer while the table has no statistics yet.
const INSERT = `
  WITH incoming AS (
    SELECT id, decode(hash, 'hex') AS content_hash FROM json_to_recordset($2::json) AS r(id text, hash text)
  ), inserted AS (
    INSERT INTO inbox (consumer, message_id, content_hash)
    SELECT $1, id, content_hash FROM incoming ORDER BY id COLLATE "C"
    ON CONFLICT DO NOTHING
    RETURNING message_id
  )
  SELECT message_id AS id, true AS fresh FROM inserted
  UNION ALL
  SELECT incoming.id, false
  FROM incoming CROSS JOIN LATERAL (
    SELECT content_hash FROM inbox WHERE consumer = $1 AND message_id = incoming.id OFFSET 0
  ) known
  WHERE known.content_hash <> incoming.content_hash`;

export async function insertInbox(
  tx: Transaction,
  consumer: string,
  entries: readonly Pick<Decoded<unknown>, 'id' | 'contentHash'>[],
): Promise<InboxOutcome> {
  const incoming = entries.map(({ id, contentHash }) => ({ id, hash: contentHash.toString('hex') }));
  const { rows } = await tx.query<{ id: string; fresh: boolean }>(INSERT, [consumer, JSON.stringify(incoming)]);
  const ids = (fresh: boolean): Set<string> => new Set(rows.filter((row) => row.fresh === fresh).map(({ id }) => id));
  return { fresh: ids(true), conflicting: ids(false) };
}
