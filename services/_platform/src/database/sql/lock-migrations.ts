import type pg from 'pg';

/** Any constant; the lock counts within one database. */
const LOCK = 7_031_918;

/** Waits until no other process is migrating this database. Freed when the connection ends. */
export async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query(`SELECT pg_advisory_lock($1)`, [LOCK]);
}
