import pg from 'pg';

import { rolesOf, roleNames, type RoleName } from './database-roles.ts';
import { createDatabase as createDatabaseStatement } from './sql/create-database.ts';
import { createRole } from './sql/create-role.ts';
import { grantByDefault } from './sql/grant-by-default.ts';
import { grantConnect } from './sql/grant-connect.ts';

/**
 * Makes the three roles of a service's database and the database itself, owned by its migrator. Safe to run again:
 * what exists stays, passwords and rights are set anew. `adminUrl` is a superuser's.
 */
export async function createDatabase(options: {
  readonly adminUrl: string;
  readonly database: string;
  readonly passwords: Readonly<Record<RoleName, string>>;
}): Promise<void> {
  const roles = rolesOf(options.database);
  await withConnection(options.adminUrl, async (admin) => {
    for (const name of roleNames) await createRole(admin, roles[name], options.passwords[name]);
  });
  await createEmptyDatabase({ adminUrl: options.adminUrl, name: options.database, rolesFor: options.database });
}

/** Makes a database called `name` for the existing roles of `rolesFor`, with the rights each of them has. */
export async function createEmptyDatabase(options: {
  readonly adminUrl: string;
  readonly name: string;
  readonly rolesFor: string;
}): Promise<void> {
  const roles = rolesOf(options.rolesFor);
  await withConnection(options.adminUrl, async (admin) => {
    await createDatabaseStatement(admin, options.name, roles.migrator);
    await grantConnect(admin, options.name, Object.values(roles));
  });
  const inside = new URL(options.adminUrl);
  inside.pathname = `/${options.name}`;
  await withConnection(inside.href, (superuser) => grantByDefault(superuser, roles));
}

/** One connection for the length of `work`. */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks while it waits must not end the process; the next query reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
