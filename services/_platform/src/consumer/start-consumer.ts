/**
 * A running batch consumer. Read `batch-handler.ts` for what a service gives it, `apply-run.ts` for the transaction
 * behind "exactly one effect", `settle-run.ts` for culprits, `partition-worker.ts` for what follows from an outcome.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { FetchedBatch, Messaging, Subscription } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { BatchHandler } from './batch-handler.ts';
import { createConsumerMetrics } from './consumer-metrics.ts';
import { createParkedDesk } from './create-parked-desk.ts';
import { createPartitionWorker, type PartitionWorker } from './partition-worker.ts';
import { readStandings, type Standing } from './read-standings.ts';
import type { ConsumerStatus, PartitionStatus, RunningConsumer, StopReason } from './running-consumer.ts';
import { createPositions } from './sql/create-positions.ts';

export interface ConsumerOptions<M> {
  readonly messaging: Messaging;
  readonly database: Database;
  readonly handler: BatchHandler<M>;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly faultPoints: FaultPoints;
  /** Culprits per minute and partition before the partition stops; default 20. */
  readonly brakePerMinute?: number;
}

const DEFAULT_BRAKE = 20;
const RETRY_START_MS = 1_000;
/** How often positions are compared with the log, and lag is measured. */
const WATCH_MS = 5_000;

/** Resolves at once and keeps trying while broker or database is away; `ready()` tells when it has found its place. */
export function startConsumer<M>(options: ConsumerOptions<M>): Promise<RunningConsumer> {
  const { messaging, database, handler, log } = options;
  const consumer = handler.consumer;
  const workers = new Map<string, PartitionWorker>();
  const running = new Set<Promise<void>>();
  const metrics = createConsumerMetrics(options.metrics, consumer);
  const startedAt = Date.now();
  const stopping = new AbortController();
  let subscription: Subscription | undefined;
  let broken: StopReason | undefined;

  async function start(): Promise<void> {
    const clusterId = await messaging.clusterId();
    for (const topic of handler.topics) {
      const ranges = await messaging.logRanges(topic);
      const starts = ranges.map(({ partition, start }) => ({ topic, partition, nextOffset: Number(start) }));
      await createPositions(database, consumer, clusterId, starts);
      for (const { partition } of ranges)
        workers.set(`${topic}/${partition}`, startWorker(topic, partition, clusterId));
    }
    if (await isBroken()) return;
    subscription = await messaging.subscribe({
      group: consumer,
      topics: handler.topics,
      fromBeginning: true,
      unhurried: handler.unhurried === true,
      onBatch,
    });
    if (stopping.signal.aborted) {
      await subscription.close(RETRY_START_MS);
      return;
    }
    // Batches may have come, and pauses been asked for, before there was a subscription to hold.
    for (const worker of workers.values()) worker.settle();
    log.info('CONSUMER_STARTED', { consumer, partitions: workers.size });
  }

  /** Starts, however long that takes, then watches until it is stopped. */
  async function live(): Promise<void> {
    const { signal } = stopping;
    const rest = (ms: number): Promise<unknown> => delay(ms, undefined, { signal }).catch(() => undefined);
    while (!signal.aborted) {
      try {
        await start();
        break;
      } catch (error) {
        log.warn('CONSUMER_NOT_STARTED', { consumer, retryInMs: RETRY_START_MS, error });
        await rest(RETRY_START_MS);
      }
    }
    for (;;) {
      await rest(WATCH_MS);
      if (signal.aborted) return;
      // Broker or database away: the partitions themselves say so, and rest.
      await isBroken().catch(() => undefined);
    }
  }

  function startWorker(topic: string, partition: number, clusterId: string): PartitionWorker {
    const former = workers.get(`${topic}/${partition}`);
    if (former !== undefined) return former;
    return createPartitionWorker({
      database,
      handler,
      at: { consumer, topic, partition },
      clusterId,
      brakePerMinute: options.brakePerMinute ?? DEFAULT_BRAKE,
      faultPoints: options.faultPoints,
      log,
      hold: () => subscription?.pause(topic, partition),
      release: () => subscription?.resume(topic, partition),
      standing: async () =>
        (await readStandings({ messaging, database, handler })).find(
          (s) => s.topic === topic && s.partition === partition,
        ),
      onBroken: stopAll,
      onPassed: (passed) => {
        metrics.passed(passed);
      },
    });
  }

  async function onBatch(batch: FetchedBatch): Promise<void> {
    const worker = workers.get(`${batch.topic}/${batch.partition}`);
    if (worker === undefined) throw new Error('a partition was added to the topic: its number is fixed at creation');
    const work = metrics.timed(() => worker.take(batch));
    running.add(work);
    await work.finally(() => running.delete(work));
  }

  /** Also measures the lag, since it has all it needs in hand. */
  async function isBroken(): Promise<boolean> {
    const standings = await readStandings({ messaging, database, handler });
    for (const status of standings.map(toStatus)) metrics.lag(status);
    const first = standings.find((standing) => standing.broken !== undefined);
    if (first?.broken !== undefined) stopAll(first.broken, first);
    return broken !== undefined;
  }

  function stopAll(reason: StopReason, standing: Standing | undefined): void {
    if (broken !== undefined) return;
    broken = reason;
    metrics.stopped();
    log.error(reason, {
      consumer,
      topic: standing?.topic,
      partition: standing?.partition,
      position: standing?.nextOffset,
      logStart: standing?.logStart,
      logEnd: standing?.logEnd,
    });
    for (const worker of workers.values()) worker.stop(reason);
  }

  function toStatus(standing: Standing): PartitionStatus {
    const { topic, partition, nextOffset, logEnd, recordTime } = standing;
    const worker = workers.get(`${topic}/${partition}`);
    const lag = Math.max(0, logEnd - nextOffset);
    // The age of the first waiting record is known while it is in hand; else it came after both of these.
    const since = worker?.oldestInHand() ?? Math.max(recordTime ?? startedAt, worker?.caughtUpAt() ?? 0);
    const lagMs = lag === 0 ? 0 : Math.max(0, Date.now() - since);
    return { topic, partition, position: nextOffset, lag, lagMs, ...(worker?.state() ?? { state: 'LOOPT' }) };
  }

  function pick(partition: number | undefined): PartitionWorker[] {
    return [...workers]
      .filter(([name]) => partition === undefined || name.endsWith(`/${partition}`))
      .map(([, worker]) => worker);
  }

  const life = live();

  return Promise.resolve({
    name: consumer,
    status: async (): Promise<ConsumerStatus> => ({
      partitions: (await readStandings({ messaging, database, handler })).map(toStatus),
    }),
    ready: () => subscription !== undefined || broken !== undefined,
    pause: (partition) => {
      pick(partition).forEach((worker) => {
        worker.pause();
      });
    },
    resume: (partition) => {
      pick(partition).forEach((worker) => {
        worker.resume();
      });
    },
    async drain() {
      pick(undefined).forEach((worker) => {
        worker.pause();
      });
      await Promise.all(running);
    },
    parked: createParkedDesk({ database, handler, log }),
    async stop(deadlineMs) {
      stopping.abort();
      for (const worker of workers.values()) worker.close();
      await subscription?.close(deadlineMs);
      await Promise.race([life, delay(deadlineMs, undefined, { ref: false })]);
    },
  });
}
