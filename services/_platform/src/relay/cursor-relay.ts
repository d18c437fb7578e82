import type { Database, Queryable } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { OutgoingRecord, Publisher } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** One entry of a log table that is its own outbox. */
export interface LogEntry {
  /** 1, 2, 3 … without gap within the partition, in the order of commit. */
  readonly number: number;
  /** What the entry says to the outside, in order; may be empty. */
  readonly records: readonly OutgoingRecord[];
}

export interface LogReader {
  /** The next entries of the partition with a number above `after`, at most `limit`, in order and without gap. */
  read(db: Queryable, partition: number, after: number, limit: number): Promise<LogEntry[]>;
}

export interface CursorRelay {
  /** After the commit: publishes straight from memory when the cursor stands exactly before the first entry. */
  offer(partition: number, entries: readonly LogEntry[]): void;
  start(): void;
  /** Publishes what is committed, then hands over; gives up after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
  /** Entries committed and not yet published, per partition. */
  lag(): Promise<{ partition: number; behind: number }[]>;
}

export interface CursorRelayOptions {
  /** Names the cursors and leases; stays the same for ever. */
  readonly name: string;
  readonly partitions: number;
  readonly database: Database;
  readonly publisher: Publisher;
  readonly reader: LogReader;
  readonly instance: string;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  readonly metrics: Metrics;
}
