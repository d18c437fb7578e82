import type { ClientBase } from 'pg';

/** Waits for, and holds until this connection closes, the lock of that name. */
export async function lockName(admin: ClientBase, name: string): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
}
