import type { ConfigOf, Settings } from '../config/settings.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** What every process has from its first moment. */
export interface ServiceContext<S extends Settings> {
  /** Folder name of the service. */
  readonly name: string;
  readonly version: string;
  /** Name of this process among its equals. */
  readonly instance: string;
  readonly config: ConfigOf<S>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface RunningService {
  /** Stops in the order of stop-in-order.ts, within the deadline. */
  stop(deadlineMs: number): Promise<void>;
}
