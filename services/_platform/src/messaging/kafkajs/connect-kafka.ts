import type { Logger } from '../../logging/logger.ts';
import type { Messaging } from '../messaging.ts';

export interface KafkaOptions {
  /** host:port */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Put before every topic and group name on the wire; callers never see it. */
  readonly prefix: string;
  readonly log: Logger;
}

/** Connects lazily: an absent broker shows at the first call. */
export function connectKafka(options: KafkaOptions): Messaging {
  throw new Error(`transport ${options.clientId} is not built yet`);
}
