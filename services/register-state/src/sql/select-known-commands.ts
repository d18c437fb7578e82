import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `SELECT id, content_hash FROM command_log WHERE id = ANY ($1::uuid[])`;

/** Content hash of each of these commands that was applied before. */
export async function selectKnownCommands(db: Queryable, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await db.query<{ id: string; content_hash: Buffer }>(SQL, [ids]);
  return new Map(rows.map((row) => [row.id, row.content_hash]));
}
