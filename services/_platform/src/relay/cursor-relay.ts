import type { Database } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import { createLeases } from '../leases/leases.ts';
import type { Logger } from '../logging/logger.ts';
import type { Publisher } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { LogEntry, LogReader } from './log-reader.ts';
import { isRefusal } from './is-refusal.ts';
import { createPartitionLog } from './partition-log.ts';
import type { PartitionLog } from './partition-log.ts';
import { createRelayLoop } from './relay-loop.ts';
import { ensureCursors } from './sql/ensure-cursors.ts';
import { moveCursors } from './sql/move-cursors.ts';
import type { CursorMove } from './sql/move-cursors.ts';
import { readCursors } from './sql/read-cursors.ts';

export type { LogEntry, LogReader } from './log-reader.ts';

/** Entries of one partition in one round. */
const ROUND_ENTRIES = 500;
/** A partition whose next record the broker refuses is tried again this often: somebody may have repaired the topic. */
const REFUSED_MS = 10_000;
/** Alone, the poll finds only what a crash left; with others, also what they wrote into our partitions. */
const POLL_ALONE_MS = 1_000;
const POLL_SHARED_MS = 200;

/** Publishes a log table that is its own outbox, each partition in the order of its numbers, at least once. */
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
  /** Unique per running process. */
  readonly instance: string;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What is published of one partition in one round. */
interface Part extends CursorMove {
  readonly entries: readonly LogEntry[];
  /** Of the partition log when it was looked at. */
  readonly generation: number;
}

/**
 * What must stay true: entries are published in the order of their numbers and the cursor follows only after the
 * acknowledgement; it moves from the value this process saw, so that a holder that slept through the loss of its lease
 * cannot move it back; the lease is confirmed after the entries were seen and before they are published. A lease that was
 * lost and regained in between confirms well: whatever was seen before that belongs to a former generation and is not
 * used, because another may have published it, and newer entries, meanwhile.
 */
export function createCursorRelay(o: CursorRelayOptions): CursorRelay {
  const { name, database, publisher, reader, faultPoints, log } = o;
  const logs: readonly PartitionLog[] = Array.from({ length: o.partitions }, createPartitionLog);
  const published = o.metrics.counter({
    name: 'relay_published_total',
    help: 'Records of the log acknowledged by Kafka',
    labels: ['relay'],
  });
  /** Partitions that wait for the broker to take their next record, and until when. */
  const refused = new Map<number, number>();
  let cursorsExist = false;
  let pollDue = false;
  let starting: Promise<void> = Promise.resolve();

  const loop = createRelayLoop({
    name,
    turn,
    onFailure: () => {
      for (const partition of logs) partition.distrust();
    },
    pollMs: () => (leases.held().size === o.partitions ? POLL_ALONE_MS : POLL_SHARED_MS),
    onPoll: () => (pollDue = true),
    log,
  });
  const leases = createLeases({
    database,
    group: `relay/${name}`,
    slots: o.partitions,
    instance: o.instance,
    log,
    onGained: (slots) => {
      for (const slot of slots) logs[slot]?.distrust();
      loop.wake();
    },
    onLeaving: () => loop.quiet(),
  });
  measureLag(o.metrics, name, lag);

  async function turn(): Promise<'more' | 'idle'> {
    const held = leases.held();
    for (const [slot, partition] of logs.entries()) if (!held.has(slot)) partition.distrust();
    if (held.size === 0) return 'idle';
    if ([...held].some((slot) => logs[slot]?.cursor === undefined)) await loadCursors();
    const round = await nextRound(held);
    if (round.length === 0) return 'idle';
    if (await leases.confirm(round.map((part) => part.partition))) await publishRound(round.filter(isCurrent));
    return 'more';
  }

  function isCurrent({ partition, generation }: Part): boolean {
    return logs[partition]?.generation === generation;
  }

  async function loadCursors(): Promise<void> {
    if (!cursorsExist) await ensureCursors(database, name, o.partitions);
    cursorsExist = true;
    const before = logs.map(({ generation }) => generation);
    const cursors = await readCursors(database, name);
    for (const [slot, partition] of logs.entries()) {
      const isSame = partition.generation === before[slot];
      if (partition.cursor === undefined && isSame) partition.moveTo(cursors.get(slot) ?? 0);
    }
  }

  /** Partitions that may be worked on: held, and not waiting because the broker refused. */
  function workable(held: ReadonlySet<number>): [number, PartitionLog][] {
    const now = performance.now();
    for (const [slot, until] of refused) if (until <= now) refused.delete(slot);
    return [...logs.entries()].filter(([slot]) => held.has(slot) && !refused.has(slot));
  }

  async function nextRound(held: ReadonlySet<number>): Promise<Part[]> {
    const round: Part[] = [];
    const poll = pollDue;
    pollDue = false;
    for (const [slot, partition] of workable(held)) {
      const { generation, cursor: from } = partition;
      // Not loaded when a doubt came up meanwhile: the next turn does.
      if (from === undefined) continue;
      const entries = (poll ? undefined : partition.next(ROUND_ENTRIES)) ?? (await readNext(slot, partition, from));
      const to = entries.at(-1)?.number;
      if (to !== undefined) round.push({ partition: slot, from, to, entries, generation });
    }
    return round;
  }

  async function readNext(slot: number, partition: PartitionLog, after: number): Promise<readonly LogEntry[]> {
    // Said before the read: what is offered while it runs may be missing from its answer.
    partition.tableHasMore(false);
    const entries = await reader.read(database, slot, after, ROUND_ENTRIES);
    if (entries.length >= ROUND_ENTRIES) partition.tableHasMore(true);
    return entries;
  }

  /** A record that the broker refuses stops its own partition only, and what comes before it goes out. */
  async function publishRound(round: readonly Part[]): Promise<void> {
    try {
      await publish(round);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      for (const part of round) await publishUpToRefused(part);
    }
  }

  /** False when the next entry is refused; the partition then waits. */
  async function publishUpToRefused(part: Part): Promise<boolean> {
    if (!(await leases.confirm([part.partition])) || !isCurrent(part)) return false;
    try {
      await publish([part]);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { partition, entries } = part;
      const middle = entries.length >> 1;
      const cut = entries[middle - 1]?.number;
      if (cut !== undefined) {
        const first = { ...part, to: cut, entries: entries.slice(0, middle) };
        const second = { ...part, from: cut, entries: entries.slice(middle) };
        return (await publishUpToRefused(first)) && (await publishUpToRefused(second));
      }
      refused.set(partition, performance.now() + REFUSED_MS);
      log.error('RELAY_ENTRY_REFUSED', { relay: name, partition, number: entries[0]?.number, error });
      return false;
    }
  }

  async function publish(parts: readonly Part[]): Promise<void> {
    if (parts.length === 0) return;
    const records = parts.flatMap((part) => part.entries.flatMap((entry) => entry.records));
    if (records.length > 0) await publisher.publish(records);
    published.increase({ relay: name }, records.length);
    faultPoints.reach('after-publish-before-forget');
    const moved = await moveCursors(
      database,
      name,
      parts.map(({ partition, from, to }) => ({ partition, from, to })),
    );
    for (const part of parts) {
      const { partition, to } = part;
      if (moved.has(partition) && isCurrent(part)) logs[partition]?.moveTo(to);
      else logs[partition]?.distrust();
    }
  }

  async function lag(): Promise<{ partition: number; behind: number }[]> {
    const [cursors, newest] = await Promise.all([readCursors(database, name), reader.newest(database)]);
    const heads = new Map(newest.map((head) => [head.partition, head.number]));
    return logs.map((_, partition) => ({
      partition,
      behind: Math.max(0, (heads.get(partition) ?? 0) - (cursors.get(partition) ?? 0)),
    }));
  }

  return {
    offer(partition, entries) {
      if (entries.length === 0) return;
      faultPoints.reach('after-commit-before-publish');
      logs[partition]?.offer(entries);
      loop.wake();
    },
    start() {
      starting = leases.start().then(() => {
        loop.start();
      });
    },
    async stop(deadlineMs) {
      await starting;
      for (const partition of logs) partition.distrust();
      await loop.stop(deadlineMs);
      await leases.stop();
    },
    lag,
  };
}

/** Read when somebody asks for the metrics; a database that is away leaves the last value. */
function measureLag(metrics: Metrics, relay: string, lag: () => Promise<{ behind: number }[]>): void {
  metrics.gauge({
    name: 'relay_lag_entries',
    help: 'Entries of the log that are committed and not yet published',
    labels: ['relay'],
    collect: async (gauge) => {
      try {
        const behind = (await lag()).reduce((sum, partition) => sum + partition.behind, 0);
        gauge.set(behind, { relay });
      } catch {
        // The health check tells that the database is away.
      }
    },
  });
}
