/**
 * Starts a broker and a database server for tests and keeps them until Ctrl-C, so that a test can be run again and
 * again without waiting for them:
 *
 *   ./node_modules/.bin/node scripts/test-environment.ts       in one terminal
 *   npm run test:pg -- services/register-state                 in another
 *
 * Writes .data/test-environment.json, which the test scripts look for. `npm test` always starts its own.
 */
import { copyFileSync, rmSync } from 'node:fs';

import { inProject } from './stack/project-paths.ts';
import { readTestEnvironment, startTestEnvironment } from './stack/test-environment.ts';

const announced = inProject('.data/test-environment.json');
if (readTestEnvironment(announced) !== undefined) {
  console.error('A test environment is running already; the test scripts use that one.');
  process.exit(1);
}
const environment = await startTestEnvironment();
copyFileSync(environment.file, announced);
console.log('Kafka and PostgreSQL for tests are ready. Ctrl-C ends them and throws their data away.');

const stop = (): void => {
  rmSync(announced, { force: true });
  void environment.stop().then(() => {
    process.exit(0);
  });
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
setInterval(() => undefined, 60_000);
