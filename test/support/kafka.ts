import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { inProject } from '../../scripts/stack/project-paths.ts';
import { createLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { TopicCatalogue } from '../../services/_platform/src/messaging/topic-catalogue.ts';
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
  const catalogue = JSON.parse(readFileSync(inProject('infra/kafka/topics.json'), 'utf8')) as TopicCatalogue;
  const messaging = connectKafka({
    brokers: kafkaBrokers(),
    clientId: 'test-topics',
    prefix,
    log: createLogger({ service: 'test' }),
  });
  try {
    await messaging.createTopics(catalogue);
  } finally {
    await messaging.close(5_000);
  }
}
