import type pg from 'pg';
import type { AppliedMigration } from './applied-migrations.ts';

const INSERT = `INSERT INTO schema_migrations (set_name, file, checksum) VALUES ($1, $2, $3)`;

/** The file and the note that it was applied, in one transaction. */
export async function applyMigration(client: pg.Client, migration: AppliedMigration, text: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(text);
    await client.query(INSERT, [migration.set, migration.file, migration.checksum]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
