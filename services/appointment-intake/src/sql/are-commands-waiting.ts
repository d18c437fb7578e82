import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `select exists (select 1 from outbox where id = any($1::uuid[])) as are_waiting`;

/** Whether one of these commands has not been acknowledged by Kafka yet. */
export async function areCommandsWaiting(db: Queryable, ids: readonly string[]): Promise<boolean> {
  const { rows } = await db.query<{ are_waiting: boolean }>(text, [ids]);
  return rows[0]?.are_waiting ?? false;
}
