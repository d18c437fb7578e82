/**
 * A publisher on kafkajs' idempotent producer.
 *
 * kafkajs 2.2.4 takes its sequence numbers back when a send fails, although the broker may have stored some or all of
 * it; the broker then takes the next, different batch for a copy of that one: acknowledged and never stored. Seen with
 * several sends in flight, with an answer cut off, and with one partition of a send refused. Hence:
 * - one send in flight; what waits meanwhile is merged into the next one;
 * - after any rejected send the producer is disconnected and a new one, with a new producer id, takes its place;
 * - kafkajs' own retries are the only deadline over a send. They repeat the same records under the same numbers, which
 *   the broker recognises.
 */
import type { Kafka, Producer } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import type { OutgoingRecord, Publisher } from '../messaging.ts';
import { PublishError } from '../publish-error.ts';
import { ACK_TIMEOUT_MS, COMPRESSION } from './kafka-client.ts';
import { countRecords, halve, SEND_LIMITS, takeSend, type PublishCall, type Slice } from './cut-sends.ts';
import type { KnownTopics } from './known-topics.ts';
import { createPartitioner } from './partitioner.ts';
import { publishErrorOf } from './publish-error-of.ts';
import { topicMessages } from './topic-messages.ts';

const missingTopics = 'a topic does not exist: create the topics first';

interface KafkaPublisherOptions {
  readonly kafka: Kafka;
  readonly name: string;
  readonly prefix: string;
  readonly log: Logger;
  readonly topics: KnownTopics;
}

export function createKafkaPublisher({ kafka, name, prefix, log, topics }: KafkaPublisherOptions): Publisher {
  const queue: PublishCall[] = [];
  let producer: Producer | undefined;
  let sending: Promise<void> | undefined;
  let closed = false;

  async function connected(): Promise<Producer> {
    if (producer === undefined) {
      producer = kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner,
      });
      await producer.connect();
    }
    return producer;
  }

  async function discardProducer(): Promise<void> {
    const discarded = producer;
    producer = undefined;
    // A disconnect that fails leaves nothing to repair: this producer is never used again.
    await discarded?.disconnect().catch(() => undefined);
  }

  async function send(slices: readonly Slice[]): Promise<void> {
    let live = slices.filter(isLive);
    if (live.length === 0) return;
    try {
      await refuseMissingTopics(live);
      live = live.filter(isLive);
      if (live.length === 0) return;
      await (
        await connected()
      ).sendBatch({
        acks: -1,
        timeout: ACK_TIMEOUT_MS,
        compression: COMPRESSION,
        topicMessages: topicMessages(recordsOf(live), prefix),
      });
    } catch (cause) {
      await discardProducer();
      const error = publishErrorOf(cause);
      if (error.code === 'UNKNOWN_TOPIC') topics.forget();
      await handleRejection(live, error);
      return;
    }
    for (const { call, from, to } of live) {
      call.acknowledged += to - from;
      if (call.acknowledged === call.records.length) settle(call);
    }
  }

  /** Rejects the calls that have a record for a topic that is not there, before anything of them is sent. */
  async function refuseMissingTopics(slices: readonly Slice[]): Promise<void> {
    const missing = new Set(await topics.missing(new Set(recordsOf(slices).map(({ topic }) => `${prefix}${topic}`))));
    if (missing.size === 0) return;
    const names = [...missing].map((topic) => topic.slice(prefix.length));
    log.warn('PUBLISH_REJECTED', { name, code: 'UNKNOWN_TOPIC', topic: names[0], count: countRecords(slices) });
    for (const slice of slices) {
      const own = names.filter((topic) => recordsOf([slice]).some((record) => record.topic === topic));
      if (own.length > 0) settle(slice.call, new PublishError('UNKNOWN_TOPIC', missingTopics, undefined, own));
    }
  }

  /** One record too large has its whole batch refused: halve until it stands alone, so that only its own call fails. */
  async function handleRejection(slices: readonly Slice[], error: PublishError): Promise<void> {
    log.warn('PUBLISH_REJECTED', { name, code: error.code, count: countRecords(slices), error });
    if (error.code === 'RECORD_TOO_LARGE' && countRecords(slices) > 1) {
      for (const half of halve(slices)) await send(half);
      return;
    }
    for (const { call } of slices) settle(call, error);
  }

  async function sendAll(): Promise<void> {
    while (queue.length > 0) await send(takeSend(queue, SEND_LIMITS));
    sending = undefined;
  }

  function settle(call: PublishCall, error?: PublishError): void {
    if (call.settled) return;
    call.settled = true;
    // Its records not yet taken must not be sent any more.
    const at = queue.indexOf(call);
    if (at !== -1) queue.splice(at, 1);
    if (error === undefined) call.resolve();
    else call.reject(error);
  }

  return {
    publish(records) {
      if (closed) return Promise.reject(new PublishError('CLOSED', `publisher ${name} is closed`));
      if (records.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        queue.push({ records, taken: 0, acknowledged: 0, settled: false, resolve, reject });
        // Calls made in the same turn of the event loop share the first send too.
        sending ??= Promise.resolve().then(sendAll);
      });
    },
    async close() {
      closed = true;
      const error = new PublishError('CLOSED', `publisher ${name} was closed before the records were sent`);
      for (const call of [...queue]) settle(call, error);
      await sending;
      await discardProducer();
    },
  };
}

function isLive({ call }: Slice): boolean {
  return !call.settled;
}

function recordsOf(slices: readonly Slice[]): OutgoingRecord[] {
  return slices.flatMap(({ call, from, to }) => call.records.slice(from, to));
}
