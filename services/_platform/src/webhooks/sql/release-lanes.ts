import type { Queryable } from '../../database/database.ts';

const text = `update webhook_lanes set claim = null, claimed_until = null where claim = any($1::uuid[])`;

/** Lets others send what these claims hold; nothing of it counts as tried. */
export async function releaseLanes(db: Queryable, claims: readonly string[]): Promise<void> {
  await db.query(text, [claims]);
}
