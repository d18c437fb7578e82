import type { ClientBase } from 'pg';

import { databaseExists } from './database-exists.ts';

/** Makes an empty database with this owner; one that exists is left as it is. */
export async function createDatabase(admin: ClientBase, name: string, owner: string): Promise<void> {
  if (await databaseExists(admin, name)) return;
  await admin.query(
    `CREATE DATABASE ${admin.escapeIdentifier(name)} OWNER ${admin.escapeIdentifier(owner)} TEMPLATE template0`,
  );
}
