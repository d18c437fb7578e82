import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rolesOf } from '../../infra/postgres/database-roles.ts';
import { RULES_VERSION } from '../../services/register-state/src/domain/rules-version.ts';
import { checkRebuild } from '../../services/register-state/src/rebuild/check-rebuild.ts';
import type { StackSecrets } from '../stack/stack-secrets.ts';
import { UsageError, type Command } from './command.ts';
import type { Platform } from './open-platform.ts';
import { showDuration, showTable } from './show-table.ts';

/** Folds the register's command log beside the live tables, and compares. */
export const rebuildCheck: Command = {
  name: 'rebuild check',
  usage: '[--database URL]',
  summary: 'folds the register’s command log again and compares with what is stored',
  help: `Changes nothing; the register may run on. It needs the role that owns the tables: of an installation started
here it is known, for another give its URL with --database. Exit code 1 when a row differs; of each person's first
command that comes out otherwise it is told with which version of the rules it was judged: former rules explain it, the
version of today does not.`,
  options: { database: { type: 'string' } },
  run: async (platform, { positionals, values }) => {
    if (positionals.length > 0) throw new UsageError('rebuild check takes no arguments');
    const report = await checkRebuild({ url: (values['database'] as string | undefined) ?? ownerUrl(platform) });
    const verdict = report.agrees ? 'The rebuild agrees' : 'THE REBUILD DIFFERS';
    const tables = showTable(
      ['table', 'rows', 'only live', 'only rebuilt'],
      report.tables.map(({ table, rows, onlyLive, onlyRebuilt }) => [table, rows, onlyLive, onlyRebuilt]),
    );
    const otherwise = report.judgedOtherwise.map(
      ({ rulesVersion, commands }) =>
        `Judged with version ${rulesVersion} of the rules, and otherwise with version ${RULES_VERSION}: ${commands} commands.\n`,
    );
    return {
      data: report,
      text: `${tables}\n\n${otherwise.join('')}${verdict}: ${report.commands} commands folded in ${showDuration(report.durationMs)}.`,
      exitCode: report.agrees ? 0 : 1,
    };
  },
};

/** The register's database as its owner, with the password this installation keeps beside its endpoints. */
function ownerUrl({ endpoints, folder }: Platform): string {
  const secrets = path.join(folder, 'keys/secrets.json');
  if (!existsSync(secrets)) throw new UsageError('The password of the owner is not known here; give --database URL');
  const { passwords } = JSON.parse(readFileSync(secrets, 'utf8')) as Pick<StackSecrets, 'passwords'>;
  const url = new URL(endpoints.postgres.register);
  url.username = rolesOf('register').migrator;
  url.password = passwords['register']?.migrator ?? '';
  return url.href;
}
