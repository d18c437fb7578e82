import type { ClientBase } from 'pg';

/** Gives a finished template its final name and lets nobody connect to it: a connection would block copying. */
export async function closeTemplate(admin: ClientBase, name: string, finalName: string): Promise<void> {
  await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
  await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name)} RENAME TO ${admin.escapeIdentifier(finalName)}`);
}
