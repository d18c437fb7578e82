/**
 * A subscription on kafkajs' group consumer, kept alive whatever happens.
 *
 * - kafkajs stops a consumer for good on TypeError, RangeError and the like, and on anything it calls not retriable.
 *   What `onBatch` throws is therefore caught here (the partition rests a while and the batch comes again), and a
 *   consumer that kafkajs gave up is replaced by a new one.
 * - Group offsets are committed from a timer. They are a start hint; a lost commit costs a re-read, nothing else.
 * - Heartbeats come from a timer, since a batch may wait for the database longer than a session lasts.
 * - Pauses are kept here, because a consumer that kafkajs restarts has forgotten them.
 */
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import type { SubscribeOptions, Subscription, TopicPartition } from '../messaging.ts';
import { beforeDeadline } from './before-deadline.ts';
import { toIncomingRecord } from './incoming-record.ts';
import { RETRY } from './kafka-client.ts';

/** With the defaults (30 s, 60 s) a join after a kill took 28 s; with these 4 s. The broker allows no session below 6 s. */
const SESSION_TIMEOUT_MS = 6_000;
const HEARTBEAT_MS = 1_500;
/** An idle fetch waits this long at the broker; it is also how long a resume or a close may go unnoticed. */
const MAX_WAIT_MS = 250;
/** What an unhurried consumer lets a fetch wait for, in all its partitions together. */
const UNHURRIED_MIN_BYTES = 512 * 1024;
/** About 400 records of 1-2 kB from each partition at a time; the fetch of a whole topic stays a few MB of memory. */
const MAX_BYTES_PER_PARTITION = 512 * 1024;
const MAX_BYTES = 4 * 1024 * 1024;
/** Each holds a database connection while it works; more would only wait for one another in the pool. */
const MAX_CONCURRENT_PARTITIONS = 6;
const COMMIT_INTERVAL_MS = 1_000;
const REST_AFTER_ERROR_MS = 1_000;
const RESTART_DELAY_MS = 1_000;

/** Answers to a heartbeat that mean: this member no longer owns its partitions. */
const OUT_OF_GROUP = new Set([
  'REBALANCE_IN_PROGRESS',
  'UNKNOWN_MEMBER_ID',
  'ILLEGAL_GENERATION',
  'FENCED_INSTANCE_ID',
]);

interface KafkaSubscriptionOptions extends SubscribeOptions {
  readonly kafka: Kafka;
  readonly prefix: string;
  readonly log: Logger;
}

/** Rejects when the brokers cannot be reached or a topic does not exist; after that it never gives up. */
export async function subscribeToKafka(options: KafkaSubscriptionOptions): Promise<Subscription> {
  const { kafka, prefix, log, group } = options;
  const paused = new Map<string, TopicPartition>();
  const running = new Set<Promise<void>>();
  /** Next offsets that were resolved and not yet committed to the group. */
  const toCommit = new Map<string, TopicPartition & { offset: string }>();
  let assigned: TopicPartition[] = [];
  let closing = false;
  let restart: NodeJS.Timeout | undefined;
  let consumer = await startConsumer();
  const commitTimer = setInterval(() => void commit(), COMMIT_INTERVAL_MS);

  async function startConsumer(): Promise<Consumer> {
    const started = kafka.consumer({
      groupId: `${prefix}${group}`,
      sessionTimeout: SESSION_TIMEOUT_MS,
      rebalanceTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: MAX_WAIT_MS,
      minBytes: options.unhurried === true ? UNHURRIED_MIN_BYTES : 1,
      maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
      maxBytes: MAX_BYTES,
      allowAutoTopicCreation: false,
      retry: { ...RETRY, restartOnFailure: () => Promise.resolve(!closing) },
    });
    started.on(started.events.GROUP_JOIN, ({ payload }) => {
      assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic: topic.slice(prefix.length), partition })),
      );
      for (const { topic, partition } of paused.values()) started.pause(onWire(topic, partition));
      log.info('CONSUMER_JOINED', { consumer: group, count: assigned.length });
    });
    started.on(started.events.CRASH, ({ payload }) => {
      assigned = [];
      log.warn('CONSUMER_CRASHED', { consumer: group, error: payload.error });
      if (!payload.restart && !closing) scheduleRestart();
    });
    try {
      await started.connect();
      await started.subscribe({ topics: options.topics.map((topic) => `${prefix}${topic}`), fromBeginning: true });
      await started.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: MAX_CONCURRENT_PARTITIONS,
        eachBatch: takeBatch,
      });
    } catch (error) {
      await started.disconnect().catch(() => undefined);
      throw error;
    }
    return started;
  }

  function scheduleRestart(): void {
    restart = setTimeout(() => {
      startConsumer().then(
        (started) => {
          consumer = started;
          if (closing) void started.disconnect().catch(() => undefined);
        },
        (error: unknown) => {
          log.warn('CONSUMER_RESTART_FAILED', { consumer: group, error });
          if (!closing) scheduleRestart();
        },
      );
    }, RESTART_DELAY_MS);
  }

  function onWire(topic: string, partition: number): { topic: string; partitions: number[] }[] {
    return [{ topic: `${prefix}${topic}`, partitions: [partition] }];
  }

  async function takeBatch(payload: EachBatchPayload): Promise<void> {
    const topic = payload.batch.topic.slice(prefix.length);
    const { partition } = payload.batch;
    if (closing || paused.has(nameOf(topic, partition))) return;
    const work = handBatchOut(payload, topic, partition);
    running.add(work);
    await work.finally(() => running.delete(work));
  }

  /** Never throws. */
  async function handBatchOut(payload: EachBatchPayload, topic: string, partition: number): Promise<void> {
    const { batch } = payload;
    let outOfGroup = false;
    const heartbeats = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => {
        outOfGroup ||= OUT_OF_GROUP.has((error as { type?: string }).type ?? '');
      });
    }, HEARTBEAT_MS);
    try {
      await options.onBatch({
        topic,
        partition,
        fetchOffset: fetchedOffset(batch),
        records: batch.messages.map((message) => toIncomingRecord(topic, partition, message)),
        nextOffset: String(BigInt(batch.lastOffset()) + 1n),
        highWatermark: batch.highWatermark,
        seek: (offset) => {
          consumer.seek({ topic: batch.topic, partition, offset });
        },
        resolve: (nextOffset) => {
          payload.resolveOffset(String(BigInt(nextOffset) - 1n));
          toCommit.set(nameOf(topic, partition), { topic, partition, offset: nextOffset });
        },
        isStale: () =>
          closing || outOfGroup || payload.isStale() || !payload.isRunning() || paused.has(nameOf(topic, partition)),
      });
    } catch (error) {
      log.error('BATCH_HANDLER_FAILED', { consumer: group, topic, partition, error });
      await rest();
    } finally {
      clearInterval(heartbeats);
    }
  }

  /** An error no handler should let through: nothing is resolved, so the same batch comes again. */
  async function rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, closing ? 0 : REST_AFTER_ERROR_MS));
  }

  async function commit(): Promise<void> {
    const offsets = [...toCommit.values()].filter(({ topic, partition }) =>
      assigned.some((own) => own.topic === topic && own.partition === partition),
    );
    toCommit.clear();
    if (offsets.length === 0) return;
    const wire = offsets.map(({ topic, partition, offset }) => ({ topic: `${prefix}${topic}`, partition, offset }));
    try {
      await consumer.commitOffsets(wire);
    } catch (error) {
      log.debug('GROUP_OFFSETS_NOT_COMMITTED', { consumer: group, error });
    }
  }

  return {
    pause(topic, partition) {
      paused.set(nameOf(topic, partition), { topic, partition });
      whileRunning(() => {
        consumer.pause(onWire(topic, partition));
      });
    },
    resume(topic, partition) {
      paused.delete(nameOf(topic, partition));
      whileRunning(() => {
        consumer.resume(onWire(topic, partition));
      });
    },
    assigned: () => assigned,
    async close(deadlineMs) {
      closing = true;
      clearTimeout(restart);
      clearInterval(commitTimer);
      const ended = await beforeDeadline(deadlineMs, async () => {
        await Promise.all(running);
        await commit();
        await consumer.disconnect();
      });
      if (!ended) log.warn('CONSUMER_NOT_CLOSED_IN_TIME', { consumer: group, waitedMs: deadlineMs });
      assigned = [];
    },
  };
}

/** A consumer between a crash and its restart refuses; what is paused is told to it again when it joins. */
function whileRunning(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing to pause or resume.
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

/** kafkajs has it on every batch, but not in its types. */
function fetchedOffset(batch: EachBatchPayload['batch']): string {
  return (batch as unknown as { fetchedOffset: string }).fetchedOffset;
}
