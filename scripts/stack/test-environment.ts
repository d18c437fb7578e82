import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { createRole } from '../../infra/postgres/sql/create-role.ts';
import { withConnection } from '../../infra/postgres/create-database.ts';
import { roleNames, rolesOf, type RoleName } from '../../infra/postgres/database-roles.ts';
import { freePort } from './free-port.ts';
import { startKafka } from './kafka-server.ts';
import { adminUrlOf, startPostgres } from './postgres-server.ts';
import { isAlive, identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { inProject } from './project-paths.ts';
import { FolderInUse, takeFolder } from './run-lock.ts';
import { serviceCatalogue } from './service-catalogue.ts';
import type { RunningProcess } from './start-process.ts';

/** What a test needs to reach the broker and the database server of its run. */
export interface TestEnvironment {
  readonly brokers: string;
  readonly adminUrl: string;
  /** The same for the roles of all databases. */
  readonly passwords: Readonly<Record<RoleName, string>>;
  readonly owner: ProcessIdentity;
}

export interface RunningTestEnvironment {
  /** Holds the TestEnvironment as JSON; tests find it through LRR_TEST_ENV. */
  readonly file: string;
  /** Ends both servers and throws their data away. */
  stop(): Promise<void>;
}

const RUNS = inProject('.data/test');

/**
 * Starts one broker and one PostgreSQL on free ports with empty data in a folder of their own, so that runs beside
 * each other do not meet. What runs that were killed left behind is cleared first.
 */
export async function startTestEnvironment(): Promise<RunningTestEnvironment> {
  await clearDeadRuns();
  const folder = path.join(RUNS, String(process.pid));
  const lock = await takeFolder(folder);
  const onSpawn = (child: RunningProcess): void => {
    lock.addChild(child.pid);
  };
  const logs = path.join(folder, 'logs');
  const database = { port: await freePort(), password: secret() };
  const kafkaPort = await freePort();
  const [postgres, kafka] = await Promise.all([
    startPostgres({
      ...database,
      folder: path.join(folder, 'postgres'),
      logFile: path.join(logs, 'postgresql.log'),
      onSpawn,
    }),
    startKafka({
      port: kafkaPort,
      folder: path.join(folder, 'kafka'),
      logFile: path.join(logs, 'kafka.log'),
      forTests: true,
      onSpawn,
    }),
  ]);
  const adminUrl = adminUrlOf(database);
  const passwords = { migrator: secret(), app: secret(), kijker: secret() };
  await createRoles(adminUrl, passwords);
  const owner = identifyProcess(process.pid);
  if (owner === undefined) throw new Error('This process cannot find itself in the process table');
  const environment: TestEnvironment = { brokers: `127.0.0.1:${kafkaPort}`, adminUrl, passwords, owner };
  const file = path.join(folder, 'environment.json');
  writeFileSync(file, JSON.stringify(environment, null, 2), { mode: 0o600 });
  return {
    file,
    async stop() {
      // The data is thrown away, so neither server needs to write it down first.
      await Promise.all([kafka.stop('SIGKILL', 0), postgres.stop('SIGQUIT', 5_000)]);
      rmSync(folder, { recursive: true, force: true });
      lock.release();
    },
  };
}

/** Reads an environment file; undefined when there is none or the process that owns it is gone. */
export function readTestEnvironment(file: string): TestEnvironment | undefined {
  try {
    const environment = JSON.parse(readFileSync(file, 'utf8')) as TestEnvironment;
    return isAlive(environment.owner) ? environment : undefined;
  } catch {
    return undefined;
  }
}

async function createRoles(adminUrl: string, passwords: Readonly<Record<RoleName, string>>): Promise<void> {
  await withConnection(adminUrl, async (admin) => {
    for (const { database } of serviceCatalogue) {
      for (const name of roleNames) await createRole(admin, rolesOf(database)[name], passwords[name]);
    }
  });
}

async function clearDeadRuns(): Promise<void> {
  mkdirSync(RUNS, { recursive: true });
  for (const name of readdirSync(RUNS)) {
    const folder = path.join(RUNS, name);
    try {
      const lock = await takeFolder(folder);
      rmSync(folder, { recursive: true, force: true });
      lock.release();
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
    }
  }
}

function secret(): string {
  return randomBytes(18).toString('hex');
}
