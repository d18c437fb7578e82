import type { ClientBase } from 'pg';

/** Drops the database if it is there, together with the connections to it. */
export async function dropDatabase(admin: ClientBase, name: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(name)} WITH (FORCE)`);
}
