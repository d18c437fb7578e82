import type { Message, PartitionMetadata } from 'kafkajs';

interface MessagesOfTopic {
  readonly topic: string;
  readonly partitionMetadata: PartitionMetadata[];
  readonly messages: readonly Message[];
  readonly partitioner: (message: {
    readonly topic: string;
    readonly partitionMetadata: PartitionMetadata[];
    readonly message: Message;
  }) => number;
}

/**
 * Messages of a topic by partition, in their order. kafkajs 2.2.4 copies all messages of a partition for each one that
 * joins them.
 */
export function groupMessages(of: MessagesOfTopic): Record<number, Message[]> {
  const { topic, partitionMetadata, messages, partitioner } = of;
  const byPartition: Record<number, Message[]> = {};
  if (partitionMetadata.length === 0) return byPartition;
  for (const message of messages)
    (byPartition[partitioner({ topic, partitionMetadata, message })] ??= []).push(message);
  return byPartition;
}
