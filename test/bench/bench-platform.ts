import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withConnection } from '../../infra/postgres/create-database.ts';
import { createPlatform } from '../../scripts/stack/create-platform.ts';
import type { Endpoints } from '../../scripts/stack/endpoints.ts';
import { inProject } from '../../scripts/stack/project-paths.ts';
import { adminUrlOf } from '../../scripts/stack/postgres-server.ts';
import { takeFolder } from '../../scripts/stack/run-lock.ts';
import { serviceCatalogue } from '../../scripts/stack/service-catalogue.ts';
import { loadSecrets } from '../../scripts/stack/stack-secrets.ts';
import type { StackSecrets } from '../../scripts/stack/stack-secrets.ts';

/** The databases that hold what a record leaves behind. */
export type StepDatabase = 'intake' | 'identity' | 'register';

export interface BenchPlatform {
  readonly endpoints: Endpoints;
  /** Process id by name: the services, `kafka`, `postgresql`. */
  readonly pids: ReadonlyMap<string, number>;
  readonly secrets: StackSecrets;
  readonly logFolder: string;
  /** As superuser: to copy rows, to make twins of tables and databases beside the platform's. */
  adminUrl(database: string): string;
  /**
   * Gathers the statistics that autovacuum has after its first minute. Without any, PostgreSQL takes tables for small
   * and reads the inboxes from end to end: a run of a few minutes would measure little else.
   */
  gatherStatistics(): Promise<void>;
  stop(): Promise<void>;
}

export const BENCH_FOLDER = inProject('.data/bench');

/** The whole platform as `npm start` runs it, empty, in a folder of its own. */
export async function startBenchPlatform(keep: boolean): Promise<BenchPlatform> {
  const folder = path.join(BENCH_FOLDER, 'platform');
  mkdirSync(folder, { recursive: true });
  const lock = await takeFolder(folder);
  for (const part of ['postgres', 'kafka', 'keys', 'logs']) {
    rmSync(path.join(folder, part), { recursive: true, force: true });
  }
  // One client sends everything: the limit that protects the platform from one client must not measure itself.
  process.env['RATE_LIMIT_PER_MINUTE'] ??= '10000000';
  const pids = new Map<string, number>();
  const platform = createPlatform({
    folder,
    say: (line) => {
      console.log(`  ${line}`);
    },
    onSpawn: ({ name, pid }) => {
      lock.addChild(pid);
      if (pids.has(name)) throw new Error(`${name} ended and was started again: no figure of this run means anything`);
      pids.set(name, pid);
    },
  });
  const stop = async (): Promise<void> => {
    await platform.stop();
    if (!keep) rmSync(folder, { recursive: true, force: true });
    else lock.release();
  };
  try {
    const endpoints = await platform.start();
    const port = Number(new URL(endpoints.postgres.intake).port);
    const secrets = loadSecrets(path.join(folder, 'keys'));
    const adminUrl = (database: string): string => {
      const url = new URL(adminUrlOf({ port, password: secrets.superuserPassword }));
      url.pathname = `/${database}`;
      return url.href;
    };
    return {
      endpoints,
      pids,
      secrets,
      logFolder: path.join(folder, 'logs'),
      adminUrl,
      gatherStatistics: async () => {
        for (const { database } of serviceCatalogue) {
          await withConnection(adminUrl(database), (admin) => admin.query('ANALYZE'));
        }
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
