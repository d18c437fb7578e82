import type pg from 'pg';
import type { BenchPlatform, StepDatabase } from './bench-platform.ts';
import { unanswered } from './bench-sql.ts';
import type { CopyLimit } from './copy-limit.ts';
import type { KafkaWatch } from './kafka-watch.ts';
import type { Monolith } from './monolith/start-monolith.ts';
import type { ParseLimit } from './parse-limit.ts';
import { until } from './platform-calls.ts';
import type { ConsumerSwitch } from './platform-calls.ts';

const ANSWERED_WITHIN_MS = 600_000;

/** What the steps measure, and what they measure it with. */
export interface Bench {
  readonly platform: BenchPlatform;
  readonly clients: Readonly<Record<StepDatabase, pg.Client>>;
  readonly kafka: KafkaWatch;
  readonly copyLimit: CopyLimit;
  readonly parseLimit: ParseLimit;
  /** P5, when it is to be measured. */
  readonly monolith?: Monolith;
  /** Waits until no service has anything left to do. */
  readonly quiet: () => Promise<void>;
  /** Consumers by what they do to a record. */
  readonly consumers: Readonly<Record<'register' | 'feedback' | 'vault', ConsumerSwitch>>;
}

export const untilAnswered = ({ clients }: Bench): Promise<void> =>
  until('all feedback in stock', ANSWERED_WITHIN_MS, async () => (await unanswered(clients.intake)) === 0, 50);
