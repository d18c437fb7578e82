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
  SELECT message_id AS id, 'fresh' AS outcome FROM inserted
  UNION ALL
  SELECT incoming.id, CASE WHEN known.content_hash = incoming.content_hash THEN 'seen' ELSE 'conflicting' END
  FROM incoming CROSS JOIN LATERAL (
    SELECT content_hash FROM inbox WHERE consumer = $1 AND message_id = incoming.id OFFSET 0
  ) known`;

/** Ids came and went while they were asked about: the batch has to be judged again. */
class InboxUnsettledError extends Error {
  override readonly name = 'InboxUnsettledError';
  readonly code = 'INBOX_UNSETTLED';
  readonly retryable = true;

  constructor() {
    super('the inbox changed while it was asked: judge the batch again');
  }
}

/**
 * An id that another partition's transaction added while this one waited for it is neither inserted nor in what the
 * statement could see; a second look sees it, with its content.
 */
export async function insertInbox(
  tx: Transaction,
  consumer: string,
  entries: readonly Pick<Decoded<unknown>, 'id' | 'contentHash'>[],
): Promise<InboxOutcome> {
  const outcome: InboxOutcome = { fresh: new Set(), conflicting: new Set() };
  const unknown = new Map(entries.map((entry) => [entry.id, entry]));
  for (let look = 1; look <= 2 && unknown.size > 0; look += 1) {
    const incoming = [...unknown.values()].map(({ id, contentHash }) => ({ id, hash: contentHash.toString('hex') }));
    const { rows } = await tx.query<{ id: string; outcome: 'fresh' | 'seen' | 'conflicting' }>(INSERT, [
      consumer,
      JSON.stringify(incoming),
    ]);
    for (const row of rows) {
      if (row.outcome !== 'seen') outcome[row.outcome].add(row.id);
      unknown.delete(row.id);
    }
  }
  if (unknown.size > 0) throw new InboxUnsettledError();
  return outcome;
}
