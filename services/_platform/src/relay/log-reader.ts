import type { Queryable } from '../database/database.ts';
import type { OutgoingRecord } from '../messaging/messaging.ts';

/** One entry of a log table that is its own outbox. */
export interface LogEntry {
  /** 1, 2, 3 … without gap within the partition, in the order of commit. */
  readonly number: number;
  /** What the entry says to the outside, in order; may be empty. Each has its header `id`. */
  readonly records: readonly OutgoingRecord[];
}

/** How a relay reads the log of the service that owns it. */
export interface LogReader {
  /** The next entries of the partition with a number above `after`, at most `limit`, in order and without gap. */
  read(db: Queryable, partition: number, after: number, limit: number): Promise<LogEntry[]>;
  /** Number of the newest entry per partition; partitions without entries may be left out. */
  newest(db: Queryable): Promise<{ partition: number; number: number }[]>;
}
