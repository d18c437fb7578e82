/**
 * Makes the secrets of an installation, when they are not there yet, and gives each service a folder with its own and
 * nobody else's, one file per variable; services read them through NAME_FILE. For docker-compose.yml, where every one
 * of these folders is a volume that only its service mounts:
 *
 *   KEYS_FOLDER=/keys HAND_OUT_FOLDER=/handed-out DATABASE_HOST=postgres:5432 node scripts/hand-out-secrets.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ownKeys } from './stack/service-environment.ts';
import { serviceCatalogue } from './stack/service-catalogue.ts';
import { serviceDatabaseUrl } from './stack/prepare-databases.ts';
import { loadSecrets } from './stack/stack-secrets.ts';

const { KEYS_FOLDER: keysFolder, HAND_OUT_FOLDER: outFolder, DATABASE_HOST: databaseHost } = process.env;
if (keysFolder === undefined || outFolder === undefined || databaseHost === undefined) {
  console.error('Set KEYS_FOLDER, HAND_OUT_FOLDER and DATABASE_HOST; see the first lines of this script.');
  process.exit(1);
}
const secrets = loadSecrets(keysFolder);
const adminUrl = `postgresql://beheer:${secrets.superuserPassword}@${databaseHost}/postgres`;

for (const { name, database } of serviceCatalogue) {
  handOut(name, {
    DATABASE_URL: serviceDatabaseUrl(adminUrl, secrets, database, 'app'),
    SERVICE_KEY: readFileSync(secrets.keyFiles.service[name], 'utf8'),
    SERVICE_KEYS: readFileSync(secrets.keyFiles.servicesPublic, 'utf8'),
    ...ownKeys(name, secrets),
  });
}
handOut('postgres', { PASSWORD: secrets.superuserPassword });
handOut('migrate', { DATABASE_ADMIN_URL: adminUrl });
console.log(`Every service has its own secrets in a folder of ${outFolder}.`);

function handOut(receiver: string, values: Readonly<Record<string, string>>): void {
  const folder = path.join(outFolder ?? '', receiver);
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(values)) {
    const isFile = name.endsWith('_FILE');
    const file = path.join(folder, isFile ? name.slice(0, -'_FILE'.length) : name);
    writeFileSync(file, isFile ? readFileSync(value) : value, { mode: 0o444 });
  }
}
