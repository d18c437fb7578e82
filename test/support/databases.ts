import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createEmptyDatabase, withConnection } from '../../infra/postgres/create-database.ts';
import { databaseUrl, rolesOf, type RoleName } from '../../infra/postgres/database-roles.ts';
import { cloneDatabase } from '../../infra/postgres/sql/clone-database.ts';
import { closeTemplate } from '../../infra/postgres/sql/close-template.ts';
import { databaseExists } from '../../infra/postgres/sql/database-exists.ts';
import { dropDatabase } from '../../infra/postgres/sql/drop-database.ts';
import { grantConnect } from '../../infra/postgres/sql/grant-connect.ts';
import { lockName } from '../../infra/postgres/sql/lock-name.ts';
import { migrationSetsOf } from '../../scripts/stack/migration-sets.ts';
import { serviceEntry, type ServiceName } from '../../scripts/stack/service-catalogue.ts';
import { migrate, type MigrationSet } from '../../services/_platform/src/database/migrate.ts';
import { testEnvironment } from './environment.ts';

export interface TestDatabase {
  /** As the service itself, role `<database>_app`. */
  readonly url: string;
  readonly migratorUrl: string;
  /** May only read. */
  readonly kijkerUrl: string;
  /** As superuser, in this database. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/**
 * A database of its own for a suite, with the roles and rights of the service's real one. It is a copy of a template
 * that is migrated once per set of migrations; a copy takes about 50 ms. Without `sets` the service's own migrations.
 */
export async function testDatabase(service: ServiceName, sets?: readonly MigrationSet[]): Promise<TestDatabase> {
  const { adminUrl, passwords } = testEnvironment();
  const { database } = serviceEntry(service);
  const template = await migratedTemplate(database, sets ?? (await migrationSetsOf(service)));
  const name = `test_${database}_${randomBytes(6).toString('hex')}`;
  const roles = rolesOf(database);
  await withConnection(adminUrl, async (admin) => {
    await cloneDatabase(admin, { name, template, owner: roles.migrator });
    await grantConnect(admin, name, Object.values(roles));
  });
  const urlFor = (role: RoleName): string =>
    databaseUrl(adminUrl, name, { role: roles[role], password: passwords[role] });
  const inside = new URL(adminUrl);
  inside.pathname = `/${name}`;
  return {
    url: urlFor('app'),
    migratorUrl: urlFor('migrator'),
    kijkerUrl: urlFor('kijker'),
    adminUrl: inside.href,
    drop: () => withConnection(adminUrl, (admin) => dropDatabase(admin, name)),
  };
}

/**
 * The name of the template for these migrations, made when it is not there yet. Test files run side by side, so the
 * making happens under a lock, and under another name until it is whole.
 */
async function migratedTemplate(database: string, sets: readonly MigrationSet[]): Promise<string> {
  const { adminUrl, passwords } = testEnvironment();
  const template = `template_${database}_${checksumOf(sets)}`;
  await withConnection(adminUrl, async (admin) => {
    if (await databaseExists(admin, template)) return;
    await lockName(admin, template);
    if (await databaseExists(admin, template)) return;
    const unfinished = `${template}_new`;
    await dropDatabase(admin, unfinished);
    await createEmptyDatabase({ adminUrl, name: unfinished, rolesFor: database });
    const login = { role: rolesOf(database).migrator, password: passwords.migrator };
    await migrate({ url: databaseUrl(adminUrl, unfinished, login), sets });
    await closeTemplate(admin, unfinished, template);
  });
  return template;
}

function checksumOf(sets: readonly MigrationSet[]): string {
  const hash = createHash('sha256');
  for (const set of sets) {
    hash.update(`set ${set.name}\n`);
    for (const file of readdirSync(set.directory).sort()) {
      hash.update(`file ${file}\n`).update(readFileSync(path.join(set.directory, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
