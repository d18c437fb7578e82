import type { ClientBase } from 'pg';

export async function databaseExists(admin: ClientBase, name: string): Promise<boolean> {
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return found.rowCount === 1;
}
