import { readFile } from 'node:fs/promises';

export type ClusterSize = 'embedded' | 'cluster';

export interface TopicDescription {
  readonly name: string;
  /** What the record key is, in words. */
  readonly key: string;
  /** How long records are kept; a compacted topic keeps the newest record of every key. */
  readonly keep: { readonly days: number } | { readonly newestPerKey: true };
  readonly cleanup: 'delete' | 'compact';
  /** Largest batch of records the broker takes, in bytes. */
  readonly maxMessageBytes: number;
  readonly partitions: Readonly<Record<ClusterSize, number>>;
  readonly owner: string;
  readonly content: string;
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
}

export interface TopicCatalogue {
  readonly topics: readonly TopicDescription[];
}

/** Reads the catalogue file as it is; a unit test holds its shape. */
export async function readTopicCatalogue(file: string): Promise<TopicCatalogue> {
  return JSON.parse(await readFile(file, 'utf8')) as TopicCatalogue;
}

/** Copies of every partition, and how many of them must hold a record before it counts as stored. */
export const REPLICATION: Readonly<Record<ClusterSize, { readonly copies: number; readonly inSync: number }>> = {
  embedded: { copies: 1, inSync: 1 },
  cluster: { copies: 3, inSync: 2 },
};

const DAY_MS = 86_400_000;
/** A compacted topic: what was replaced or taken away is gone from the log so soon after, as far as anything is still written. */
const REPLACED_GONE_AFTER_DAYS = 1;
/** A compacted topic: who was away for longer has missed that a key was taken away, and reads from the beginning. */
const TOMBSTONES_KEPT_DAYS = 30;

/** Settings of the broker's topic that follow from its description. */
export function brokerSettings(topic: TopicDescription, size: ClusterSize): Record<string, string> {
  return {
    'cleanup.policy': topic.cleanup,
    'retention.ms': 'days' in topic.keep ? String(topic.keep.days * DAY_MS) : '-1',
    'max.message.bytes': String(topic.maxMessageBytes),
    'message.timestamp.type': 'CreateTime',
    'min.insync.replicas': String(REPLICATION[size].inSync),
    ...(topic.cleanup === 'compact'
      ? {
          'max.compaction.lag.ms': String(REPLACED_GONE_AFTER_DAYS * DAY_MS),
          'delete.retention.ms': String(TOMBSTONES_KEPT_DAYS * DAY_MS),
        }
      : {}),
  };
}
