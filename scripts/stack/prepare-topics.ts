import { createLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import { readTopicCatalogue, type ClusterSize } from '../../services/_platform/src/messaging/topic-catalogue.ts';
import { inProject } from './project-paths.ts';

/** Creates the topics of the catalogue that are missing and sets their settings. Returns how many the catalogue has. */
export async function prepareTopics(options: {
  readonly brokers: string;
  readonly prefix: string;
  readonly size: ClusterSize;
}): Promise<number> {
  const catalogue = await readTopicCatalogue(inProject('infra/kafka/topics.json'));
  const messaging = connectKafka({
    brokers: options.brokers.split(','),
    clientId: 'prepare-topics',
    prefix: options.prefix,
    log: createLogger({ service: 'prepare-topics', level: 'warn' }),
  });
  try {
    await messaging.createTopics(catalogue, options.size);
  } finally {
    await messaging.close(5_000);
  }
  return catalogue.topics.length;
}
