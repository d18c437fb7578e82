import { createDatabase } from '../../infra/postgres/create-database.ts';
import { databaseUrl, rolesOf, type RoleName } from '../../infra/postgres/database-roles.ts';
import { migrate } from '../../services/_platform/src/database/migrate.ts';
import { migrationSetsOf } from './migration-sets.ts';
import { serviceCatalogue } from './service-catalogue.ts';
import type { StackSecrets } from './stack-secrets.ts';

/** The URL of a service's database for one of its roles. */
export function serviceDatabaseUrl(
  adminUrl: string,
  secrets: Pick<StackSecrets, 'passwords'>,
  database: string,
  role: RoleName,
): string {
  const password = secrets.passwords[database]?.[role];
  if (password === undefined) throw new Error(`No password is known for ${role} of database ${database}`);
  return databaseUrl(adminUrl, database, { role: rolesOf(database)[role], password });
}

/**
 * Makes the database and roles of every service and brings its tables up to date. Safe to run again.
 *
 * @returns `database: set/file` of every migration applied now
 */
export async function prepareDatabases(adminUrl: string, secrets: Pick<StackSecrets, 'passwords'>): Promise<string[]> {
  const applied = await Promise.all(
    serviceCatalogue.map(async ({ name, database }) => {
      const passwords = secrets.passwords[database];
      if (passwords === undefined) throw new Error(`No passwords are known for database ${database}`);
      await createDatabase({ adminUrl, database, passwords });
      const url = serviceDatabaseUrl(adminUrl, secrets, database, 'migrator');
      const migrations = await migrate({ url, sets: await migrationSetsOf(name) });
      return migrations.map((migration) => `${database}: ${migration}`);
    }),
  );
  return applied.flat();
}
