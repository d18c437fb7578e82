import type { Database } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import { createLeases } from '../leases/leases.ts';
import type { Logger } from '../logging/logger.ts';
import type { OutgoingRecord, Publisher } from '../messaging/messaging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createRelayLoop } from './relay-loop.ts';
import { ensureCursors } from './sql/ensure-cursors.ts';
import { moveCursors } from './sql/move-cursors.ts';
import { readCursors } from './sql/read-cursors.ts';

/** Entries of one partition that are looked at together: whatever they touched more than once is published once. */
const BATCH_ENTRIES = 1_000;
/** How late a state may be on a quiet day. */
const POLL_MS = 1_000;
/**
 * With more to do, it rests as long as it worked, and as long as the log goes on growing this many times that: many wait
 * for those who write it, and nobody for the states.
 */
const REST_WHILE_IT_GROWS = 9;
/** The one slot: one process does all partitions. */
const ALL = 0;

/** What entries of a log touched, as it is now. */
export interface TouchedStates {
  /** Number of the last entry that was looked at. */
  readonly to: number;
  /** The state now of all that was touched after `after`, up to and including `to`; a record without value: gone. */
  readonly records: readonly OutgoingRecord[];
}

/** How the relay reads the log and the states of the service that owns them. */
export interface StateReader {
  /** Undefined when there are no entries after that one. Looks at no more than `limit` entries. */
  read(partition: number, after: number, limit: number): Promise<TouchedStates | undefined>;
  /** Partitions without entries may be left out. */
  newest(): Promise<LogEnd[]>;
}

/** Number of the newest entry of a partition. */
interface LogEnd {
  readonly partition: number;
  readonly number: number;
}

/** Keeps a compacted topic at the newest state of everything that a log touched. */
export interface NewestStateRelay {
  start(): void;
  /** Ends the round under way; what is left is published after the next start. */
  stop(deadlineMs: number): Promise<void>;
  /** Entries whose states are not published yet, per partition. */
  lag(): Promise<{ partition: number; behind: number }[]>;
}

export interface NewestStateRelayOptions {
  /** Names the cursors, the lease and the publisher; stays the same for ever. */
  readonly name: string;
  readonly partitions: number;
  readonly database: Database;
  /** Opens the sole publisher of this name. */
  readonly open: () => Promise<Publisher>;
  readonly reader: StateReader;
  /** Unique per running process. */
  readonly instance: string;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/**
 * An older state never follows a newer one on the topic. That does not rest on the lease, which only keeps processes from
 * doing the same work, nor on any clock: states are read *after* the publisher was opened, and opening it had the
 * publishers of all others refused. Whatever was published before was therefore read before, and whatever another read
 * before can no longer be published. After any failure the publisher is opened anew and the states are read anew.
 *
 * The cursor says how far the log was looked at, and no more: states are read from their rows. Lost, wound back or
 * behind, it costs publishing states again that may be there already.
 */
export function createNewestStateRelay(o: NewestStateRelayOptions): NewestStateRelay {
  const { name, database, reader, log } = o;
  const published = o.metrics.counter({
    name: 'relay_published_total',
    help: 'Records of the log acknowledged by Kafka',
    labels: ['relay'],
  });
  let publisher: Publisher | undefined;
  let restMs = POLL_MS;
  /** Until when it rests while the log grows, on the clock of `performance`. */
  let restsUntil = 0;
  /** Entries there were when it last looked. */
  let logLength = 0;
  let starting: Promise<void> = Promise.resolve();

  const loop = createRelayLoop({
    name,
    turn,
    // It serves until its first rejection. That it closes badly changes nothing.
    onFailure: () => void leave().catch(() => undefined),
    pollMs: () => restMs,
    onPoll: () => undefined,
    log,
  });
  const leases = createLeases({
    database,
    group: `relay/${name}`,
    slots: 1,
    instance: o.instance,
    log,
    onGained: () => {
      loop.wake();
    },
    onLeaving: () => loop.quiet(),
  });
  measureLag(o.metrics, name, lag);

  async function turn(): Promise<'idle'> {
    restMs = POLL_MS;
    if (!leases.held().has(ALL) || !(await leases.confirm([ALL]))) {
      await leave();
      return 'idle';
    }
    const newest = await reader.newest();
    const length = newest.reduce((sum, { number }) => sum + number, 0);
    const grows = length > logLength;
    logLength = length;
    if (grows && performance.now() < restsUntil) return 'idle';
    publisher ??= await o.open();
    const startedAt = performance.now();
    const isBehind = await round(publisher, newest);
    if (isBehind) rest(performance.now() - startedAt);
    return 'idle';
  }

  /** Shows again after a while whether the log still grows. */
  function rest(workedMs: number): void {
    restMs = Math.min(workedMs, POLL_MS);
    restsUntil = performance.now() + REST_WHILE_IT_GROWS * workedMs;
  }

  /** One batch of every partition. @returns whether there was more in one of them */
  async function round(to: Publisher, newest: readonly LogEnd[]): Promise<boolean> {
    const cursors = await readCursors(database, name);
    // At the first start, and when somebody took them away.
    if (cursors.size < o.partitions) await ensureCursors(database, name, o.partitions);
    let isBehind = false;
    for (const { partition, number } of newest) {
      const from = cursors.get(partition) ?? 0;
      const touched = number > from ? await reader.read(partition, from, BATCH_ENTRIES) : undefined;
      if (touched === undefined) continue;
      if (touched.records.length > 0) await to.publish(touched.records);
      published.increase({ relay: name }, touched.records.length);
      o.faultPoints.reach('after-publish-before-forget');
      await moveCursors(database, name, [{ partition, from, to: touched.to }]);
      isBehind ||= touched.to - from >= BATCH_ENTRIES;
    }
    return isBehind;
  }

  async function leave(): Promise<void> {
    const former = publisher;
    publisher = undefined;
    await former?.close();
  }

  async function lag(): Promise<{ partition: number; behind: number }[]> {
    const [cursors, newest] = await Promise.all([readCursors(database, name), reader.newest()]);
    return newest.map(({ partition, number }) => ({
      partition,
      behind: Math.max(0, number - (cursors.get(partition) ?? 0)),
    }));
  }

  return {
    start() {
      starting = leases.start().then(() => {
        loop.start();
      });
    },
    async stop(deadlineMs) {
      await starting;
      await loop.stop(deadlineMs);
      await leases.stop();
      await leave();
    },
    lag,
  };
}

/** Read when somebody asks for the metrics; a database that is away leaves the last value. */
function measureLag(metrics: Metrics, relay: string, lag: () => Promise<{ behind: number }[]>): void {
  metrics.gauge({
    name: 'relay_states_lag_entries',
    help: 'Entries of the log whose states are not published yet',
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
