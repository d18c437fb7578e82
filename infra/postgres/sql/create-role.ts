import type { ClientBase } from 'pg';

/** Makes a role that may log in, or gives an existing one this password. */
export async function createRole(admin: ClientBase, role: string, password: string): Promise<void> {
  const known = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
  await admin.query(
    `${verb} ROLE ${admin.escapeIdentifier(role)} LOGIN NOSUPERUSER PASSWORD ${admin.escapeLiteral(password)}`,
  );
}
