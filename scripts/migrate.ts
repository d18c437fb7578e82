/**
 * Makes the databases and roles of all services on a PostgreSQL server and brings their tables up to date. Safe to run
 * again; `npm start` does it by itself, this is for servers of your own (docker-compose.yml uses it):
 *
 *   DATABASE_ADMIN_URL=postgresql://… KEYS_FOLDER=… ./node_modules/.bin/node scripts/migrate.ts
 *
 * The URL is a superuser's and may also be given as DATABASE_ADMIN_URL_FILE. The passwords of the roles are read from secrets.json in KEYS_FOLDER, which is made when it is not there.
 */
import { readConfig } from '../services/_platform/src/config/read-config.ts';
import { text } from '../services/_platform/src/config/settings.ts';
import { prepareDatabases } from './stack/prepare-databases.ts';
import { loadSecrets } from './stack/stack-secrets.ts';

const settings = { DATABASE_ADMIN_URL: text({ secret: true }), KEYS_FOLDER: text() };
const { DATABASE_ADMIN_URL: adminUrl, KEYS_FOLDER: keysFolder } = readConfig(settings, process.env);
const applied = await prepareDatabases(adminUrl, loadSecrets(keysFolder));
for (const migration of applied) console.log(`applied ${migration}`);
console.log(applied.length === 0 ? 'Every database is up to date.' : `${applied.length} migrations applied.`);
