import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { databaseUrl, rolesOf } from '../../infra/postgres/database-roles.ts';
import { createPlatform, type Platform } from '../../scripts/stack/create-platform.ts';
import type { Endpoints } from '../../scripts/stack/endpoints.ts';
import { adminUrlOf } from '../../scripts/stack/postgres-server.ts';
import { inProject } from '../../scripts/stack/project-paths.ts';
import { takeFolder } from '../../scripts/stack/run-lock.ts';
import { loadSecrets } from '../../scripts/stack/stack-secrets.ts';
import type { RunningProcess } from '../../scripts/stack/start-process.ts';
import { expectFold } from '../support/expect-fold.ts';

/** A platform with a broker and a database server of its own, for campaigns that take those down. */
export interface PrivatePlatform {
  readonly folder: string;
  /** Lines the platform said to its operator. */
  readonly said: readonly string[];
  start(): Promise<Endpoints>;
  /** Kills a part; the platform brings it back by itself. */
  kill(part: 'kafka' | 'postgresql', signal: NodeJS.Signals): Promise<void>;
  /** URL of the superuser in one of the databases. */
  adminUrl(endpoints: Endpoints, database: string): string;
  /** Throws when folding the register's command log again does not give its rows; the platform runs on meanwhile. */
  expectFold(endpoints: Endpoints): Promise<void>;
  stop(): Promise<void>;
  /** Ends everything and throws the data away. */
  remove(): Promise<void>;
}

export async function privatePlatform(): Promise<PrivatePlatform> {
  const folder = inProject('.data/test', `platform-${randomBytes(5).toString('hex')}`);
  const lock = await takeFolder(folder);
  const said: string[] = [];
  const newest = new Map<string, RunningProcess>();
  let platform: Platform | undefined;
  const stop = async (): Promise<void> => {
    await platform?.stop();
    platform = undefined;
  };
  const adminUrl = (endpoints: Endpoints, database: string): string => {
    const port = Number(new URL(endpoints.postgres.intake).port);
    const url = new URL(adminUrlOf({ port, password: loadSecrets(path.join(folder, 'keys')).superuserPassword }));
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    folder,
    said,
    async start() {
      platform = createPlatform({
        folder,
        say: (line) => said.push(line),
        onSpawn: (child) => {
          newest.set(child.name, child);
          lock.addChild(child.pid);
        },
      });
      return await platform.start();
    },
    async kill(part, signal) {
      const child = newest.get(part);
      if (child === undefined) throw new Error(`${part} was never started`);
      child.kill(signal);
      await child.exited;
    },
    adminUrl,
    async expectFold(endpoints) {
      const { passwords } = loadSecrets(path.join(folder, 'keys'));
      const login = { role: rolesOf('register').migrator, password: passwords['register']?.migrator ?? '' };
      await expectFold(databaseUrl(adminUrl(endpoints, 'register'), 'register', login));
    },
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
      lock.release();
    },
  };
}
