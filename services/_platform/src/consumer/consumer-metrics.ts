import type { Metrics } from '../metrics/metrics.ts';
import type { Passed } from './apply-run.ts';
import type { PartitionStatus } from './running-consumer.ts';

export interface ConsumerMetrics {
  passed(outcome: Passed): void;
  lag(status: PartitionStatus): void;
  timed(work: () => Promise<void>): Promise<void>;
  /** It will not go on by itself: POSITION_LOST or CLUSTER_CHANGED. */
  stopped(): void;
}

export function createConsumerMetrics(metrics: Metrics, consumer: string): ConsumerMetrics {
  const records = metrics.counter({
    name: 'consumer_records_total',
    help: 'Records applied, and records parked for what they hold',
    labels: ['consumer', 'outcome'],
  });
  const lagRecords = metrics.gauge({
    name: 'consumer_lag_records',
    help: 'Records of the partition not yet passed',
    labels: ['consumer', 'topic', 'partition'],
  });
  const lagSeconds = metrics.gauge({
    name: 'consumer_lag_seconds',
    help: 'Age of the first record not yet passed',
    labels: ['consumer', 'topic', 'partition'],
  });
  const duration = metrics.histogram({
    name: 'consumer_batch_seconds',
    help: 'Time from a fetched batch in hand to its last commit',
    labels: ['consumer'],
  });
  const stopped = metrics.gauge({
    name: 'consumer_stopped',
    help: '1 when the consumer has stopped for good because its position and the log do not belong together',
    labels: ['consumer'],
  });
  stopped.set(0, { consumer });
  return {
    stopped() {
      stopped.set(1, { consumer });
    },
    passed({ applied, culprits }) {
      if (applied > 0) records.increase({ consumer, outcome: 'applied' }, applied);
      if (culprits > 0) records.increase({ consumer, outcome: 'parked' }, culprits);
    },
    lag({ topic, partition, lag, lagMs }) {
      lagRecords.set(lag, { consumer, topic, partition });
      lagSeconds.set(lagMs / 1_000, { consumer, topic, partition });
    },
    async timed(work) {
      const began = performance.now();
      await work();
      duration.observe((performance.now() - began) / 1_000, { consumer });
    },
  };
}
