import { inProject } from '../../scripts/stack/project-paths.ts';
import {
  readTestEnvironment,
  startTestEnvironment,
  type RunningTestEnvironment,
} from '../../scripts/stack/test-environment.ts';

declare global {
  var ownTestEnvironment: RunningTestEnvironment | undefined;
}

/**
 * One broker and one database server for the whole run: those LRR_TEST_ENV names, else those a developer keeps
 * running (scripts/test-environment.ts), else new ones that global-teardown.ts ends.
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env['LRR_TEST_ENV'];
  if (given !== undefined && given !== '') {
    if (readTestEnvironment(given) === undefined)
      throw new Error(`LRR_TEST_ENV: no environment is running at ${given}`);
    return;
  }
  const kept = inProject('.data/test-environment.json');
  if (readTestEnvironment(kept) !== undefined) {
    process.env['LRR_TEST_ENV'] = kept;
    return;
  }
  const own = await startTestEnvironment();
  process.env['LRR_TEST_ENV'] = own.file;
  globalThis.ownTestEnvironment = own;
}
