import type { TopicMessages } from 'kafkajs';
import type { OutgoingRecord } from '../messaging.ts';

/** Records as kafkajs takes them, per topic in their order. */
export function topicMessages(records: readonly OutgoingRecord[], prefix: string): TopicMessages[] {
  const byTopic = new Map<string, TopicMessages>();
  for (const record of records) {
    const topic = `${prefix}${record.topic}`;
    let entry = byTopic.get(topic);
    if (entry === undefined) byTopic.set(topic, (entry = { topic, messages: [] }));
    entry.messages.push(message(record));
  }
  return [...byTopic.values()];
}

function message(record: OutgoingRecord): TopicMessages['messages'][number] {
  const { key, value, headers, partition } = record;
  return { key, value, headers: { ...headers }, ...(partition === undefined ? {} : { partition }) };
}
