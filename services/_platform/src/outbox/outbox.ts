import type { Database, Transaction } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { Publisher } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createMemoryRows } from './memory-rows.ts';
import { createOutboxRelay } from './outbox-relay.ts';
import { packRows } from './pack-rows.ts';
import type { SlotRows } from './pack-rows.ts';
import { addRows } from './sql/add-rows.ts';
import { countRows } from './sql/count-rows.ts';

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

/** What `add` wrote, to be given back after the commit. */
export interface AddedRows {
  readonly count: number;
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

interface Added extends AddedRows {
  /** Absent when there were no rows. */
  readonly number?: number;
  readonly bySlot: ReadonlyMap<number, SlotRows>;
}

export function createOutbox(o: OutboxOptions): Outbox {
  const { database, faultPoints, metrics } = o;
  const memory = createMemoryRows();
  const published = metrics.counter({
    name: 'outbox_published_total',
    help: 'Records of the outbox acknowledged by Kafka',
  });
  const relay = createOutboxRelay({ ...o, memory, onPublished: (count) => published.increase({}, count) });
  const oldest = (): Promise<{ count: number; oldestMs: number }> => countRows(database);
  measureBacklog(metrics, oldest);

  return {
    async add(tx, rows): Promise<Added> {
      if (rows.length === 0) return { count: 0, bySlot: new Map() };
      const { stored, values, bySlot } = packRows(rows);
      const number = await addRows(tx, stored, values);
      memory.expect(number);
      tx.onFailure((mayBeCommitted) => {
        memory.drop([number]);
        if (mayBeCommitted) relay.wake(false);
      });
      return { count: rows.length, number, bySlot };
    },
    committed(added) {
      const { number, bySlot } = added as Added;
      if (number === undefined) return;
      faultPoints.reach('after-commit-before-publish');
      relay.wake(memory.ready(number, bySlot));
    },
    oldest,
    start: () => relay.start(),
    stop: (deadlineMs) => relay.stop(deadlineMs),
  };
}

/** Read when somebody asks for the metrics; a database that is away leaves the last value. */
function measureBacklog(metrics: Metrics, oldest: () => Promise<{ count: number; oldestMs: number }>): void {
  const age = metrics.gauge({
    name: 'outbox_oldest_seconds',
    help: 'Age of the oldest record that waits to be published',
  });
  metrics.gauge({
    name: 'outbox_rows',
    help: 'Records that wait to be published',
    collect: async (rows) => {
      try {
        const backlog = await oldest();
        rows.set(backlog.count);
        age.set(backlog.oldestMs / 1000);
      } catch {
        // The health check tells that the database is away.
      }
    },
  });
}
