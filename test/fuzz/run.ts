/** `npm run fuzz`: see settings.ts for what it takes, README.md for what it checks. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../scripts/stack/project-paths.ts';
import { serviceEntry } from '../../scripts/stack/service-catalogue.ts';
import { fillPlatform } from './fill-platform.ts';
import { installSchemathesis } from './install-schemathesis.ts';
import { rolesOf } from './roles.ts';
import { runSchemathesis, type RoundOutcome } from './run-schemathesis.ts';
import { HELP, readSettings, type FuzzSettings } from './settings.ts';
import { startPlatform, type FuzzedPlatform } from './start-platform.ts';

const FUZZ_FOLDER = inProject('.data/fuzz');
/** Of the time: health and the calls of operators, which are few. */
const SHARE_BESIDE = 0.2;

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
}

const settings = readSettings(process.argv.slice(2));
if (settings === 'help') console.log(HELP);
else process.exit(await run(settings));

async function run(o: FuzzSettings): Promise<number> {
  const program = installSchemathesis(path.join(FUZZ_FOLDER, 'venv'));
  console.log('Starting the platform, empty ...');
  const platform = await startPlatform(path.join(FUZZ_FOLDER, 'platform'), o.keep);
  let outcomes: readonly Outcome[];
  try {
    outcomes = await fuzz(program, platform, o);
  } finally {
    await platform.stop();
  }
  console.log();
  for (const { name, passed } of outcomes) console.log(`${passed ? 'passed' : 'FAILED'}  ${name}`);
  const failed = outcomes.filter(({ passed }) => !passed).length;
  console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
  if (o.outcome !== undefined) {
    writeFileSync(o.outcome, JSON.stringify({ passed: outcomes.length - failed, failed, skipped: 0 }));
  }
  return failed === 0 ? 0 : 1;
}

/** The services share the time. */
async function fuzz(program: string, platform: FuzzedPlatform, o: FuzzSettings): Promise<Outcome[]> {
  const filled = await fillPlatform(platform.endpoints);
  const seconds = (o.minutes * 60) / o.services.length;
  const outcomes: Outcome[] = [];
  for (const service of o.services) {
    const roles = await rolesOf(service, platform, filled);
    const url = platform.endpoints[serviceEntry(service).endpoint];
    for (const part of ['v1', 'beside'] as const) {
      const share = Math.ceil(seconds * (part === 'v1' ? 1 - SHARE_BESIDE : SHARE_BESIDE));
      const name = part === 'v1' ? service : `${service} beside /v1`;
      console.log(`\n── ${name}, ${share} s ──`);
      const round = { name: service, url, part, roles, known: filled.known, seed: o.seed, seconds: share };
      const outcome = await runSchemathesis(program, path.join(FUZZ_FOLDER, 'reports'), round);
      outcomes.push({ name: `${name}: every check of every answer`, passed: outcome.passed });
      if (part === 'v1') outcomes.push(...rolesUsed(service, outcome));
    }
  }
  outcomes.push({ name: 'no process ended by itself', passed: platform.ended.length === 0 });
  return outcomes;
}

/** A role whose requests never came to be sent was not tried. */
function rolesUsed(service: string, { calls }: RoundOutcome): Outcome[] {
  return Object.entries(calls).map(([role, answers]) => {
    const counts = Object.entries(answers).map(([status, count]) => `${count} × ${status}`);
    return { name: `${service}: tried as ${role} (${counts.sort().join(', ')})`, passed: counts.length > 0 };
  });
}
