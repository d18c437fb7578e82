/**
 * A publisher on kafkajs' transactional producer, for the one thing an idempotent one cannot do: shut out its
 * predecessors. The brokers know a producer by its transactional id and the epoch they gave it. Asking for an epoch ends
 * what a former one had under way, and a send with a former epoch is refused, also one that was on its way for an hour.
 *
 * The same rules as for the other publisher: one send in flight, and no producer is used again after a rejection.
 */
import type { Kafka } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import type { OutgoingRecord, Publisher } from '../messaging.ts';
import { PublishError } from '../publish-error.ts';
import { SEND_LIMITS, takeSend, type PublishCall } from './cut-sends.ts';
import { ACK_TIMEOUT_MS, COMPRESSION } from './kafka-client.ts';
import { createPartitioner } from './partitioner.ts';
import { publishErrorOf } from './publish-error-of.ts';
import { topicMessages } from './topic-messages.ts';

/** How long readers of committed records may have to wait for a process that died in the middle of a call. */
const TRANSACTION_TIMEOUT_MS = 30_000;

interface KafkaSolePublisherOptions {
  readonly kafka: Kafka;
  readonly name: string;
  readonly prefix: string;
  readonly log: Logger;
}

export async function openKafkaSolePublisher(o: KafkaSolePublisherOptions): Promise<Publisher> {
  const { kafka, name, prefix, log } = o;
  const producer = kafka.producer({
    idempotent: true,
    transactionalId: `${prefix}${name}`,
    transactionTimeout: TRANSACTION_TIMEOUT_MS,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner,
  });
  const disconnect = (): Promise<void> => producer.disconnect().catch(() => undefined);
  let isOpen = true;
  let sending: Promise<void> = Promise.resolve();

  async function send(records: readonly OutgoingRecord[]): Promise<void> {
    if (!isOpen) throw new PublishError('CLOSED', `publisher ${name} is closed`);
    try {
      const transaction = await producer.transaction();
      for (const part of cut(records)) {
        await transaction.sendBatch({
          acks: -1,
          timeout: ACK_TIMEOUT_MS,
          compression: COMPRESSION,
          topicMessages: topicMessages(part, prefix),
        });
      }
      await transaction.commit();
    } catch (cause) {
      isOpen = false;
      await disconnect();
      const error = publishErrorOf(cause);
      log.warn('PUBLISH_REJECTED', { name, code: error.code, count: records.length, error });
      throw error;
    }
  }

  try {
    await producer.connect();
    // The first transaction asks for the epoch; without records it ends without a word to the brokers.
    await (await producer.transaction()).abort();
  } catch (cause) {
    await disconnect();
    throw publishErrorOf(cause);
  }
  return {
    publish(records) {
      const sent = sending.then(() => send(records));
      sending = sent.catch(() => undefined);
      return sent;
    },
    async close() {
      await sending;
      isOpen = false;
      await disconnect();
    },
  };
}

function* cut(records: readonly OutgoingRecord[]): Generator<readonly OutgoingRecord[]> {
  const none = (): void => undefined;
  const call: PublishCall = { records, taken: 0, acknowledged: 0, settled: false, resolve: none, reject: none };
  for (const queue = [call]; queue.length > 0;) {
    for (const { from, to } of takeSend(queue, SEND_LIMITS)) yield records.slice(from, to);
  }
}
