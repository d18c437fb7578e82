import { readTestEnvironment, type TestEnvironment } from '../../scripts/stack/test-environment.ts';

let environment: TestEnvironment | undefined;

/** The broker and database server of this run; global-setup.ts made LRR_TEST_ENV point at them. */
export function testEnvironment(): TestEnvironment {
  environment ??= readTestEnvironment(process.env['LRR_TEST_ENV'] ?? '');
  if (environment === undefined) {
    throw new Error('No test environment is running: start the tests with `npm test` or one of the test:… scripts');
  }
  return environment;
}
