import { randomBytes } from 'node:crypto';

import { prepareTopics } from '../../scripts/stack/prepare-topics.ts';
import { testEnvironment } from './environment.ts';

export function kafkaBrokers(): string[] {
  return testEnvironment().brokers.split(',');
}

/** In front of every topic and group of one suite, so that suites share the broker without meeting. */
export function uniquePrefix(): string {
  return `t-${randomBytes(5).toString('hex')}.`;
}

/** Creates every topic of the catalogue under the prefix. */
export async function createTestTopics(prefix: string): Promise<void> {
  await prepareTopics({ brokers: testEnvironment().brokers, prefix, size: 'embedded' });
}
