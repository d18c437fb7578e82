import type { IncomingRecord, Messaging } from '../../src/messaging/messaging.ts';

/** All records of a topic from its start up to the end it has now, partition by partition. */
export async function readTopic(messaging: Messaging, topic: string): Promise<IncomingRecord[]> {
  const open = new Map(
    (await messaging.logRanges(topic)).filter(({ start, end }) => start !== end).map((r) => [r.partition, r.end]),
  );
  if (open.size === 0) return [];
  const records: IncomingRecord[] = [];
  const { promise: atEnd, resolve } = Promise.withResolvers<void>();
  const subscription = await messaging.subscribe({
    group: `read-${topic}-${String(Math.random()).slice(2)}`,
    topics: [topic],
    fromBeginning: true,
    onBatch: (batch) => {
      records.push(...batch.records);
      const next = String(Number(batch.records.at(-1)?.offset) + 1);
      batch.resolve(next);
      if (Number(next) >= Number(open.get(batch.partition))) open.delete(batch.partition);
      if (open.size === 0) resolve();
      return Promise.resolve();
    },
  });
  await atEnd;
  await subscription.close(5_000);
  return records.sort((a, b) => a.partition - b.partition || Number(a.offset) - Number(b.offset));
}
