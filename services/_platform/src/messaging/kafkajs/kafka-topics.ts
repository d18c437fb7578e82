import type { Admin } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import {
  brokerSettings,
  REPLICATION,
  type ClusterSize,
  type TopicCatalogue,
  type TopicDescription,
} from '../topic-catalogue.ts';
import { TopicMismatchError } from '../topic-mismatch-error.ts';
import { kafkajs } from './kafkajs.ts';

interface CreateTopicsOptions {
  readonly admin: Admin;
  readonly prefix: string;
  readonly catalogue: TopicCatalogue;
  readonly size: ClusterSize;
  readonly log: Logger;
}

/**
 * Safe to run twice, and by two processes at once. Resolves when the broker shows every topic: who comes second, or tries
 * again after a time-out, is told that the topic exists by the controller, some moments before the broker knows of it.
 */
export async function createKafkaTopics({ admin, prefix, catalogue, size, log }: CreateTopicsOptions): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = catalogue.topics.filter(({ name }) => !existing.has(`${prefix}${name}`));
  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic: `${prefix}${topic.name}`,
        numPartitions: topic.partitions[size],
        replicationFactor: REPLICATION[size].copies,
        configEntries: Object.entries(brokerSettings(topic, size)).map(([name, value]) => ({ name, value })),
      })),
    });
    log.info('TOPICS_CREATED', { count: missing.length });
  }
  await checkPartitions(admin, prefix, catalogue.topics, size);
  const present = catalogue.topics.filter(({ name }) => existing.has(`${prefix}${name}`));
  if (present.length === 0) return;
  await alignSettings(admin, prefix, present, size, log);
}

async function checkPartitions(
  admin: Admin,
  prefix: string,
  topics: readonly TopicDescription[],
  size: ClusterSize,
): Promise<void> {
  const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => `${prefix}${name}`) });
  for (const topic of topics) {
    const count = found.find(({ name }) => name === `${prefix}${topic.name}`)?.partitions.length ?? 0;
    if (count !== topic.partitions[size]) throw new TopicMismatchError(topic.name, topic.partitions[size], count);
  }
}

/**
 * The call replaces all settings of a topic at once, so what an operator set on it beside the catalogue is sent along.
 */
async function alignSettings(
  admin: Admin,
  prefix: string,
  topics: readonly TopicDescription[],
  size: ClusterSize,
  log: Logger,
): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name: `${prefix}${name}` })),
  });
  for (const topic of topics) {
    const entries =
      resources.find(({ resourceName }) => resourceName === `${prefix}${topic.name}`)?.configEntries ?? [];
    const current = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    const wanted = Object.entries(brokerSettings(topic, size));
    if (wanted.every(([name, value]) => current.get(name) === value)) continue;
    const ownSettings = entries.filter(({ configSource }) => configSource === kafkajs.ConfigSource.TOPIC_CONFIG);
    const merged = new Map([
      ...ownSettings.map(({ configName, configValue }) => [configName, configValue] as const),
      ...wanted,
    ]);
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name: `${prefix}${topic.name}`,
          configEntries: [...merged].map(([name, value]) => ({ name, value })),
        },
      ],
    });
    log.info('TOPIC_SETTINGS_ALIGNED', { topic: topic.name });
  }
}
