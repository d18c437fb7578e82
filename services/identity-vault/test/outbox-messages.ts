import type { Queryable } from '../../_platform/src/database/database.ts';

export interface OutboxMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What waits in the outbox for this topic, in order. */
export async function outboxMessages(db: Queryable, topic: string): Promise<OutboxMessage[]> {
  const { rows } = await db.query<OutboxMessage>(
    `SELECT topic, key, convert_from(value, 'UTF8')::json AS value FROM outbox
     WHERE topic = $1 ORDER BY number, ordinal`,
    [topic],
  );
  return rows;
}
