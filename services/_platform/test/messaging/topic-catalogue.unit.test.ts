import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { brokerSettings, readTopicCatalogue } from '../../src/messaging/topic-catalogue.ts';

describe('the topic catalogue', () => {
  const read = () => readTopicCatalogue(join(import.meta.dirname, '../../../../infra/kafka/topics.json'));

  it('describes every topic in full', async () => {
    const { topics } = await read();
    expect(topics.map(({ name }) => name)).toEqual([...new Set(topics.map(({ name }) => name))]);
    for (const topic of topics) {
      expect(topic).toEqual({
        name: expect.stringMatching(/^lrr\.[a-z]+\.v\d+$/),
        key: expect.any(String),
        keep: topic.cleanup === 'compact' ? { newestPerKey: true } : { days: expect.any(Number) },
        cleanup: expect.stringMatching(/^(delete|compact)$/),
        maxMessageBytes: expect.any(Number),
        partitions: { embedded: expect.any(Number), cluster: expect.any(Number) },
        owner: expect.any(String),
        content: expect.any(String),
        producers: expect.any(Array),
        consumers: expect.any(Array),
      });
    }
  });

  it('leaves room for an event that holds the largest record twice', async () => {
    for (const topic of (await read()).topics) expect(topic.maxMessageBytes).toBeGreaterThan(2 * 262_144 + 65_536);
  });

  it('turns days into milliseconds, and keeps compacted topics for ever', async () => {
    const { topics } = await read();
    const settings = (name: string) =>
      brokerSettings(
        topics.find((topic) => topic.name === name)!,
        'embedded',
      );
    expect(settings('lrr.opdracht.v1')).toMatchObject({ 'retention.ms': '2592000000', 'cleanup.policy': 'delete' });
    expect(settings('lrr.opdracht.v1')).not.toHaveProperty('max.compaction.lag.ms');
    expect(settings('lrr.portfoliotoegang.v1')).toMatchObject({
      'retention.ms': '-1',
      'cleanup.policy': 'compact',
      'max.compaction.lag.ms': '86400000',
      'delete.retention.ms': '2592000000',
    });
  });
});
