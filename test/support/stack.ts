import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { endpointsOf, type Endpoints } from '../../scripts/stack/endpoints.ts';
import { freePort } from '../../scripts/stack/free-port.ts';
import { inProject } from '../../scripts/stack/project-paths.ts';
import { takeFolder } from '../../scripts/stack/run-lock.ts';
import { forEachService, serviceCatalogue, type ServiceName } from '../../scripts/stack/service-catalogue.ts';
import type { StackSettings } from '../../scripts/stack/service-environment.ts';
import { loadSecrets } from '../../scripts/stack/stack-secrets.ts';
import type { ProcessEnd, RunningProcess } from '../../scripts/stack/start-process.ts';
import { startService } from '../../scripts/stack/start-service.ts';
import { testDatabase, type TestDatabase } from './databases.ts';
import { expectFold } from './expect-fold.ts';
import { createTestTopics, uniquePrefix } from './kafka.ts';
import { testEnvironment } from './environment.ts';

export interface StackOptions {
  /** Which processes to start; all when absent. */
  readonly services?: readonly ServiceName[];
  /** Named points at which a process kills itself, such as `after-commit-before-publish:7`. */
  readonly faultPoints?: Partial<Record<ServiceName, string>>;
}

export interface TestStack {
  /** As .data/endpoints.json; those of services that were not started lead nowhere. */
  readonly endpoints: Endpoints;
  /** In front of every topic and group of this stack. */
  readonly prefix: string;
  readonly databases: Readonly<Record<ServiceName, TestDatabase>>;
  /** Resolves when the process has ended, by whatever cause. */
  exited(service: ServiceName): Promise<ProcessEnd>;
  /** Sends the signal and waits for the end, except for signals that end nothing (SIGSTOP, SIGCONT). */
  kill(service: ServiceName, signal: NodeJS.Signals): Promise<void>;
  /** Starts a process again that has ended, on its port; without a fault point unless one is given. */
  restart(service: ServiceName, faultPoint?: string): Promise<void>;
  /** Starts one more process of a service, on a port of its own, beside the one that the endpoints name. */
  startSecond(service: ServiceName): Promise<RunningProcess>;
  pidOf(service: ServiceName): number;
  /** Everything the process wrote so far; a second process is not in it. */
  logs(service: ServiceName): string;
  /**
   * Ends all processes and drops the databases. Before that the register is folded again: whatever a test did to it, its
   * rows must follow from its command log, else this throws and the test file fails.
   */
  stop(): Promise<void>;
}

/**
 * Starts real processes of the platform on free ports, with databases and a topic prefix of their own, on the broker
 * and the database server of the run. Nothing restarts them: tests do that.
 */
export async function startStack(options: StackOptions = {}): Promise<TestStack> {
  const prefix = uniquePrefix();
  const folder = inProject('.data/test', `stack-${randomBytes(5).toString('hex')}`);
  const lock = await takeFolder(folder);
  const [databases] = await Promise.all([createDatabases(), createTestTopics(prefix)]);
  const settings = await settingsFor(databases, prefix, folder);
  const running = new Map<ServiceName, RunningProcess>();
  const seconds: RunningProcess[] = [];
  const logFolder = path.join(folder, 'logs');

  const start = async (name: ServiceName, faultPoint?: string): Promise<void> => {
    await startService(name, {
      settings,
      logFolder,
      ...(faultPoint === undefined ? {} : { faultPoint }),
      onSpawn: (child) => {
        running.set(name, child);
        lock.addChild(child.pid);
      },
    });
  };
  const processOf = (name: ServiceName): RunningProcess => {
    const found = running.get(name);
    if (found === undefined) throw new Error(`${name} was not started in this stack`);
    return found;
  };
  const clear = async (): Promise<void> => {
    await Promise.all(Object.values(databases).map((database) => database.drop()));
    rmSync(folder, { recursive: true, force: true });
    lock.release();
  };
  const endProcesses = async (): Promise<void> => {
    await Promise.all([...running.values(), ...seconds].map((child) => child.stop('SIGKILL', 0)));
  };

  const names = options.services ?? serviceCatalogue.map(({ name }) => name);
  try {
    await Promise.all(names.map((name) => start(name, options.faultPoints?.[name])));
  } catch (error) {
    await endProcesses();
    await clear();
    throw error;
  }
  return {
    endpoints: endpointsOf(
      settings,
      forEachService(({ name }) => databases[name].kijkerUrl),
    ),
    prefix,
    databases,
    exited: (name) => processOf(name).exited,
    async kill(name, signal) {
      processOf(name).kill(signal);
      if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await processOf(name).exited;
    },
    async restart(name, faultPoint) {
      if (processOf(name).end() === undefined) throw new Error(`${name} still runs: kill it first`);
      await start(name, faultPoint);
    },
    async startSecond(name) {
      const own = { ...settings, ports: { ...settings.ports, [name]: await freePort() } };
      return await startService(name, {
        settings: own,
        logFolder: path.join(logFolder, 'second'),
        onSpawn: (child) => {
          seconds.push(child);
          lock.addChild(child.pid);
        },
      });
    },
    pidOf: (name) => processOf(name).pid,
    logs(name) {
      const file = path.join(logFolder, `${name}.log`);
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    },
    async stop() {
      await endProcesses();
      try {
        await expectFold(databases['register-state'].migratorUrl);
      } finally {
        await clear();
      }
    },
  };
}

async function createDatabases(): Promise<Record<ServiceName, TestDatabase>> {
  const made = await Promise.all(serviceCatalogue.map(async ({ name }) => [name, await testDatabase(name)] as const));
  return Object.fromEntries(made) as Record<ServiceName, TestDatabase>;
}

async function settingsFor(
  databases: Readonly<Record<ServiceName, TestDatabase>>,
  prefix: string,
  folder: string,
): Promise<StackSettings> {
  const ports = forEachService(() => 0);
  for (const { name } of serviceCatalogue) ports[name] = await freePort();
  return {
    ports,
    databaseUrls: forEachService(({ name }) => databases[name].url),
    brokers: testEnvironment().brokers,
    prefix,
    secrets: loadSecrets(path.join(folder, 'keys')),
  };
}
