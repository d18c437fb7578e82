/**
 * Folds the command log of the register again and compares the outcome with what is stored.
 *
 *   DATABASE_URL=postgres://register_migrator:…@host/register node services/register-state/src/rebuild/check.ts
 *
 * Needs the role that owns the tables, because it makes tables beside them. Changes nothing of the live ones; safe to
 * run while the register runs. Exit code 0 when all rows agree, 1 when not or when it failed.
 */
import { checkRebuild } from './check-rebuild.ts';

const url = process.env['DATABASE_URL'];
if (url === undefined || url === '') {
  console.error(
    'DATABASE_URL is not set: give the address of the register database for the role that owns its tables.',
  );
  process.exit(1);
}
const report = await checkRebuild({ url });
for (const { table, rows, onlyLive, onlyRebuilt } of report.tables) {
  console.log(`${table}: ${rows} rows, ${onlyLive} only live, ${onlyRebuilt} only rebuilt`);
}
for (const { rulesVersion, commands } of report.judgedOtherwise) {
  console.log(`judged with version ${rulesVersion} of the rules, and otherwise now: ${commands} commands`);
}
const verdict = report.agrees ? 'the rebuild agrees' : 'THE REBUILD DIFFERS';
console.log(`${verdict}: ${report.commands} commands folded in ${report.durationMs} ms`);
process.exit(report.agrees ? 0 : 1);
