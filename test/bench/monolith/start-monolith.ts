import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { migrate } from '../../../services/_platform/src/database/migrate.ts';
import { migrationSetsOf } from '../../../scripts/stack/migration-sets.ts';
import { ownKeys } from '../../../scripts/stack/service-environment.ts';
import type { BenchPlatform } from '../bench-platform.ts';
import { openClient } from '../open-client.ts';
import { FIRST_SEARCH_PATH, SCHEMAS } from './monolith-sql.ts';

const DATABASE = 'monolith';

/** The process of monolith-process.ts, with its database. */
export interface Monolith {
  readonly url: string;
  readonly pid: number;
  /** As superuser, with the tables of intake and vault in sight; those of the register by their schema. */
  readonly client: pg.Client;
  /** Whoever may deliver to the platform may deliver here. */
  copyMandates(intake: pg.Client): Promise<void>;
  gatherStatistics(): Promise<void>;
  stop(): Promise<void>;
}

/** On the platform's own PostgreSQL server, broker aside, and in its sandbox: with the same tokens, BRP and clock. */
export async function startMonolith(platform: BenchPlatform, poolSize: number): Promise<Monolith> {
  const databaseUrl = await makeDatabase(platform);
  const { secrets, endpoints } = platform;
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'monolith-process.ts')], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      POOL_SIZE: String(poolSize),
      DATABASE_URL: databaseUrl,
      SANDBOX_URL: endpoints.sandbox,
      RATE_LIMIT_PER_MINUTE: process.env['RATE_LIMIT_PER_MINUTE'],
      ...ownKeys('identity-vault', secrets),
      INTAKE_CONTENT_KEY: secrets.intakeContentKey,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = child;
  const url = await addressSaid(child.stdout, path.join(platform.logFolder, 'monolith.log'));
  if (pid === undefined || url === undefined) throw new Error('the monolith did not start; see monolith.log');
  const client = await openClient(databaseUrl);
  return {
    url,
    pid,
    client,
    copyMandates: (intake) => copyMandates(intake, client),
    gatherStatistics: async () => {
      await client.query('ANALYZE');
    },
    stop: async () => {
      await client.end();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The line with its address; what else it says, then and later, is its log. */
function addressSaid(output: Readable, logFile: string): Promise<string | undefined> {
  const log = createWriteStream(logFile, { flags: 'a' });
  return new Promise((resolve) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      if (line.startsWith('http://')) resolve(line);
      else log.write(`${line}\n`);
    });
    lines.once('close', () => {
      log.end();
      resolve(undefined);
    });
  });
}

/** The tables of the three services as their own migrations make them, in a schema each. */
async function makeDatabase(platform: BenchPlatform): Promise<string> {
  const admin = await openClient(platform.adminUrl('postgres'));
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.query(`ALTER DATABASE ${DATABASE} SET search_path = ${FIRST_SEARCH_PATH}`);
  await admin.end();
  const url = platform.adminUrl(DATABASE);
  const inside = await openClient(url);
  for (const schema of Object.values(SCHEMAS)) await inside.query(`CREATE SCHEMA ${schema}`);
  await inside.end();
  const services = { intake: 'appointment-intake', vault: 'identity-vault', register: 'register-state' } as const;
  for (const [part, service] of Object.entries(services) as [keyof typeof services, 'appointment-intake'][]) {
    const own = new URL(url);
    own.searchParams.set('options', `-c search_path=${SCHEMAS[part]}`);
    await migrate({ url: own.href, sets: await migrationSetsOf(service) });
  }
  return url;
}

async function copyMandates(intake: pg.Client, own: pg.Client): Promise<void> {
  const { rows } = await intake.query<{ mandates: unknown }>('SELECT json_agg(m) AS mandates FROM mandates m');
  const text = `
    INSERT INTO mandates SELECT * FROM json_populate_recordset(null::mandates, $1::json) ON CONFLICT DO NOTHING`;
  await own.query(text, [JSON.stringify(rows[0]?.mandates ?? [])]);
}
