import type { TopicCatalogue, TopicDescription } from '../../src/messaging/topic-catalogue.ts';

/** A catalogue of topics for a suite; each with the partitions and settings given. */
export function catalogueOf(
  ...topics: (Pick<TopicDescription, 'name'> & { count?: number } & Partial<TopicDescription>)[]
): TopicCatalogue {
  return {
    topics: topics.map(({ count = 3, ...topic }) => ({
      key: 'anything',
      keep: { days: 1 },
      cleanup: 'delete',
      maxMessageBytes: 1_048_588,
      partitions: { embedded: count, cluster: count },
      owner: 'test',
      content: 'test',
      producers: [],
      consumers: [],
      ...topic,
    })),
  };
}
