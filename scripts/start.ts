/**
 * Starts the whole platform on this machine and keeps it running until Ctrl-C:
 *
 *   npm start                 first start: sets up, starts, delivers a demonstration
 *   npm start -- --fresh      throws away the data of earlier starts first
 *   npm start -- --no-demo    delivers nothing
 *
 * Data, keys and logs are kept in .data/ (or the folder LRR_DATA_FOLDER names); the addresses stand in endpoints.json
 * there while it runs. LRR_PORT_INTAKE, LRR_PORT_KAFKA and so on ask for other ports than the usual ones.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createPlatform } from './stack/create-platform.ts';
import type { Endpoints } from './stack/endpoints.ts';
import { inProject } from './stack/project-paths.ts';
import { stoppedConsumers } from './stack/stopped-consumers.ts';
import { FolderInUse, takeFolder, type RunLock } from './stack/run-lock.ts';

const folder = path.resolve(process.env['LRR_DATA_FOLDER'] ?? inProject('.data'));
const endpointsFile = path.join(folder, 'endpoints.json');
const demonstrationMark = path.join(folder, 'demonstration.json');

const { values: wishes } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    'no-demo': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => {
  console.log(line);
};

if (wishes.help)
  say(
    readFileSync(import.meta.filename, 'utf8')
      .split('*/')[0]
      ?.replaceAll(/^(\/\*\*| \* ?)/gm, '') ?? '',
  );
// Whatever still waits, a demonstration cut short for instance, has nobody left to talk to.
else process.exit(await main());

async function main(): Promise<number> {
  const interrupted = signalled();
  const lock = await takeDataFolder();
  if (lock === undefined) return 1;
  if (wishes.fresh) throwAwayData();
  keepFormerLogs();
  const platform = createPlatform({
    folder,
    say,
    onSpawn: ({ pid }) => {
      lock.addChild(pid);
    },
  });
  let exitCode = 0;
  try {
    await Promise.race([interrupted, run(platform.start())]);
    await interrupted;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    exitCode = 1;
  }
  say('Stopping ...');
  rmSync(endpointsFile, { force: true });
  await platform.stop();
  lock.release();
  say(`Everything is stopped; the data stays in ${folder}.`);
  return exitCode;
}

async function run(starting: Promise<Endpoints>): Promise<void> {
  const endpoints = await starting;
  writeFileSync(endpointsFile, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  showEndpoints(endpoints);
  if (await sayStopped(endpoints)) return;
  if (wishes['no-demo'] || existsSync(demonstrationMark)) return;
  say('\nDelivering a demonstration (only at the first start) ...');
  try {
    const { runDemonstration } = await import('./demonstration/run.ts');
    await runDemonstration(endpoints);
    writeFileSync(demonstrationMark, JSON.stringify({ deliveredAt: new Date().toISOString() }));
  } catch (error) {
    // The platform itself runs; someone may want to look at it.
    console.error('The demonstration did not come to its end:', error);
  }
  say('\nThe platform keeps running; Ctrl-C stops it.');
}

/** Whether consumers stand still; then a demonstration would wait for answers that cannot come. */
async function sayStopped(endpoints: Endpoints): Promise<boolean> {
  const stopped = await stoppedConsumers(endpoints);
  if (stopped.length === 0) return false;
  say(`
These consumers have stopped, because the data of Kafka and of PostgreSQL do not belong together:
  ${stopped.join('\n  ')}
Nothing is applied until that is repaired. \`npm run lrr -- status\` shows each partition with its reason; here, where the
data may go, \`npm start -- --fresh\` begins anew.`);
  return true;
}

async function takeDataFolder(): Promise<RunLock | undefined> {
  try {
    return await takeFolder(folder);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    const address = existsSync(endpointsFile) ? ` Its addresses stand in ${endpointsFile}.` : '';
    console.error(
      `The platform is already running here (process ${error.pid}).${address} Stop that one first, with Ctrl-C in its terminal.`,
    );
    return undefined;
  }
}

function throwAwayData(): void {
  for (const name of ['postgres', 'kafka', 'keys', 'logs', 'logs.former', 'demonstration.json', 'endpoints.json']) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  say('The data of earlier starts is thrown away.');
}

function keepFormerLogs(): void {
  const logs = path.join(folder, 'logs');
  rmSync(`${logs}.former`, { recursive: true, force: true });
  if (existsSync(logs)) renameSync(logs, `${logs}.former`);
  mkdirSync(logs, { recursive: true });
}

/** Resolves at the first Ctrl-C or SIGTERM. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}

function showEndpoints(endpoints: Endpoints): void {
  say(`
The platform is ready.

  appointment intake   ${endpoints.intake}      what it offers: ${endpoints.intake}/v1/openapi.json
  register             ${endpoints.register}
  portfolio            ${endpoints.portfolio}
  diploma matching     ${endpoints.matching}
  identity vault       ${endpoints.vault}
  sandbox              ${endpoints.sandbox}      plays BRP, diploma register, tokens and the date
  Kafka                ${endpoints.kafka}
  PostgreSQL           read-only addresses are in ${endpointsFile}, logs in ${path.join(folder, 'logs')}

Try, in another terminal:
  npm run lrr -- status            every service and consumer: ready, lag, parked
  npm run lrr -- parked list       records that were set aside, with their reason
  npm run lrr -- --help            the rest
  curl ${endpoints.sandbox}/bevolking?vanaf=0\\&aantal=2
Ctrl-C stops everything.`);
}
