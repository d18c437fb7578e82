import { checkRebuild } from '../../services/register-state/src/rebuild/check-rebuild.ts';

/**
 * Folds the register's command log once more and throws, with the tables that differ, unless that makes the rows that
 * are there. The event log is one of them, and the ids of events follow from its rows and those of the command log.
 *
 * @param migratorUrl of the role that owns the register's tables
 */
export async function expectFold(migratorUrl: string): Promise<void> {
  const { agrees, commands, tables } = await checkRebuild({ url: migratorUrl });
  if (agrees) return;
  const differences = tables
    .filter(({ onlyLive, onlyRebuilt }) => onlyLive + onlyRebuilt > 0)
    .map(({ table, onlyLive, onlyRebuilt }) => `${table}: ${onlyLive} rows only live, ${onlyRebuilt} only folded`);
  throw new Error(
    `folding the ${commands} commands of the register does not give what is stored\n${differences.join('\n')}`,
  );
}
