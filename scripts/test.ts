/**
 * Runs everything that checks the project, one step after the other, and goes on after a step that failed:
 *
 *   npm test                         all of it
 *   npm test -- services/register-state    only the tests below a path (and every check), without contract fuzzing
 *
 * The tests share one broker and one database server, started here and ended here. The last line is the sum over all
 * steps, `N passed, N failed`; a check such as lint counts as one. Exits with 1 when anything failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { projectRoot } from './stack/project-paths.ts';
import { startTestEnvironment } from './stack/test-environment.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What hangs is ended and counts as failed. */
const LONGEST_STEP_MS = 30 * 60_000;

const checks = ['lint', 'types', 'imports'];
/**
 * One after the other: the steps would take each other's two cores. Crash tests wait on real time-outs, so that two run
 * beside each other.
 */
const testSteps = [
  { name: 'unit', kinds: ['unit'], flags: [] },
  { name: 'pg and kafka', kinds: ['pg', 'kafka'], flags: [] },
  { name: 'e2e', kinds: ['e2e'], flags: ['--runInBand'] },
  { name: 'crash', kinds: ['crash'], flags: [] },
];

const paths = process.argv.slice(2);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted.abort();
  });
}

const outcomes: { name: string; outcome: Outcome }[] = [];
for (const name of checks) outcomes.push({ name, outcome: await runCheck(name) });
const environment = await startTestEnvironment();
const reports = mkdtempSync(path.join(tmpdir(), 'lerarenregister-test-'));
try {
  for (const step of testSteps) outcomes.push({ name: step.name, outcome: await runTests(step) });
} finally {
  await environment.stop();
}
// After the test environment is gone: it starts a platform of its own.
if (paths.length === 0) outcomes.push({ name: 'fuzz', outcome: await runFuzz() });
rmSync(reports, { recursive: true, force: true });

console.log();
for (const { name, outcome } of outcomes) {
  const skipped = outcome.skipped === 0 ? '' : `, ${outcome.skipped} skipped`;
  console.log(`${name.padEnd(14)} ${outcome.passed} passed, ${outcome.failed} failed${skipped}`);
}
const sum = (part: keyof Outcome): number => outcomes.reduce((total, { outcome }) => total + outcome[part], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);

async function runCheck(name: string): Promise<Outcome> {
  const good = await run(name, 'npm', ['run', '--silent', name], {});
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}

async function runTests(step: (typeof testSteps)[number]): Promise<Outcome> {
  const report = path.join(reports, `${step.name}.json`);
  const good = await run(
    step.name,
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      path.join(projectRoot, 'node_modules/jest/bin/jest.js'),
      '--selectProjects',
      ...step.kinds,
      ...step.flags,
      '--json',
      `--outputFile=${report}`,
      ...(paths.length === 0 ? [] : ['--passWithNoTests', '--testPathPatterns', ...paths]),
    ],
    { LRR_TEST_ENV: environment.file },
  );
  const outcome = readReport(report);
  // Jest can fail without a failed test: a suite that does not load, no tests at all, a crash.
  return good || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

async function runFuzz(): Promise<Outcome> {
  const file = path.join(reports, 'fuzz.json');
  const good = await run('fuzz', 'npm', ['run', '--silent', 'fuzz', '--', '--outcome', file], {});
  const outcome = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome)
    : { passed: 0, failed: 0, skipped: 0 };
  return good || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

function readReport(file: string): Outcome {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, number>>;
    const count = (name: string): number => report[name] ?? 0;
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
      skipped: count('numPendingTests') + count('numTodoTests'),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

async function run(
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (interrupted.signal.aborted) return false;
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(LONGEST_STEP_MS)]);
  const child = spawn(command, args, { cwd: projectRoot, env: { ...process.env, ...env }, stdio: 'inherit', signal });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  } catch {
    console.log(`${name} was cut short`);
    return false;
  }
}
