import type { ClientBase } from 'pg';

/**
 * Whatever the migrator makes from now on, app may read and write and kijker may read; migrations need no GRANT of
 * their own. `inside` is a connection to the database itself, as a superuser.
 */
export async function grantByDefault(
  inside: ClientBase,
  roles: { readonly migrator: string; readonly app: string; readonly kijker: string },
): Promise<void> {
  const app = inside.escapeIdentifier(roles.app);
  const kijker = inside.escapeIdentifier(roles.kijker);
  const rights = [
    `SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app}`,
    `USAGE, SELECT ON SEQUENCES TO ${app}`,
    `SELECT ON TABLES TO ${kijker}`,
    `USAGE ON SCHEMAS TO ${app}, ${kijker}`,
  ];
  for (const right of rights) {
    await inside.query(`ALTER DEFAULT PRIVILEGES FOR ROLE ${inside.escapeIdentifier(roles.migrator)} GRANT ${right}`);
  }
}
