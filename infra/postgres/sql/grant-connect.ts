import type { ClientBase } from 'pg';

/** Only the database's own roles may connect to it; PUBLIC may by default. These rights are not copied from a template. */
export async function grantConnect(admin: ClientBase, database: string, roles: readonly string[]): Promise<void> {
  const name = admin.escapeIdentifier(database);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await admin.query(
    `GRANT CONNECT ON DATABASE ${name} TO ${roles.map((role) => admin.escapeIdentifier(role)).join(', ')}`,
  );
}
