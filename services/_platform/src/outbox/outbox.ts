import type { Database, Transaction } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { Publisher } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** One record to be published, exactly as it will be sent; header `id` is added from `id`. */
export interface OutboxRow {
  /** UUID: consumers drop a second record with the same id. */
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  /** JSON text; null = tombstone. */
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Explicit partition; absent: by the key. */
  readonly partition?: number;
}

/** What `add` wrote, to be given back after the commit. Opaque. */
export interface AddedRows {
  readonly number: number | undefined;
}

/**
 * Rows of one key are published in the order of their transactions: when one began to add after another was committed,
 * its rows come later. Two transactions that add rows of one key at the same time have no order between them; who needs
 * one takes a lock before `add`. Within a transaction the order is that of the calls and of the rows in them.
 * Every committed row is published at least once, with the same id each time.
 */
export interface Outbox {
  /** Writes the rows in the caller's transaction. Throws OutboxRowError for a row that could never be published. */
  add(tx: Transaction, rows: readonly OutboxRow[]): Promise<AddedRows>;
  /** Call right after the commit. Forgetting it costs time (a poll finds the rows), never a record. */
  committed(added: AddedRows): void;
  /** Rows waiting, and the age of the oldest in milliseconds. */
  oldest(): Promise<{ count: number; oldestMs: number }>;
  start(): Promise<void>;
  /** Publishes what is committed, then hands its slots over; gives up after `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

export interface OutboxOptions {
  readonly database: Database;
  readonly publisher: Publisher;
  /** Unique per running process. */
  readonly instance: string;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  readonly metrics: Metrics;
}
