import type { Database } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { Messaging } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { BatchHandler } from './batch-handler.ts';
import type { RunningConsumer } from './running-consumer.ts';

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

/**
 * Starts at once and keeps trying while broker or database is away; `ready()` tells when it has joined.
 */
export function startConsumer<M>(options: ConsumerOptions<M>): Promise<RunningConsumer> {
  return Promise.reject(new Error(`consumer ${options.handler.consumer} is not built yet`));
}
