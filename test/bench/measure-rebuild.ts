import { databaseUrl, rolesOf } from '../../infra/postgres/database-roles.ts';
import { checkRebuild } from '../../services/register-state/src/rebuild/check-rebuild.ts';
import type { Bench } from './bench.ts';

export interface RebuildFigures {
  readonly commands: number;
  /** The making of the tables and the comparison of all rows included. */
  readonly seconds: number;
}

/**
 * B7: folds the whole command log of the register beside its tables, by one process, and compares. What it finds wrong is
 * a fault of the run.
 */
export async function measureRebuild({
  platform,
  quiet,
}: Bench): Promise<{ figures: RebuildFigures; faults: string[] }> {
  await quiet();
  const password = platform.secrets.passwords['register']?.migrator ?? '';
  const login = { role: rolesOf('register').migrator, password };
  const report = await checkRebuild({ url: databaseUrl(platform.adminUrl('register'), 'register', login) });
  return {
    figures: { commands: report.commands, seconds: report.durationMs / 1000 },
    faults: report.agrees ? [] : ['the rebuild differs from what is stored'],
  };
}
