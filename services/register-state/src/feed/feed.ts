import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { FaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import { createRelayLoop } from '../../../_platform/src/relay/relay-loop.ts';
import { insertFeedRanges } from '../sql/insert-feed-ranges.ts';
import { lockFeedEnd } from '../sql/lock-feed-end.ts';
import { selectFeedEnd } from '../sql/select-feed-end.ts';

/** Rest after a turn that gave out positions: ten commits a second at most, however fast the partitions go on. */
const REST_MS = 100;
const POLL_MS = 500;

/** The one order of all events for readers over HTTP. */
export interface Feed {
  start(): void;
  /** Events were committed. Without it they are found by the poll. */
  wake(): void;
  /** The last position that this process knows of. */
  lastPosition(): number;
  /** Resolves when there is a position above this one, or when the signal is aborted. */
  beyond(position: number, signal: AbortSignal): Promise<void>;
  /** Called when the last position has moved. */
  onMoved(listener: () => void): void;
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Gives positions to events after their commit. Any number of processes may run it: one at a time holds the row of the
 * end, and what it gives is one transaction, so a process that dies has given all or nothing. Partitions are looked at
 * together and each as far as it is: one that is slow or stands still holds no other up.
 */
export function createFeed(o: {
  readonly database: Database;
  readonly partitions: number;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
}): Feed {
  const { database, partitions, faultPoints } = o;
  const listeners: (() => void)[] = [];
  const waiting = new Set<() => void>();
  const stopping = new AbortController();
  let last = 0;

  const loop = createRelayLoop({
    name: 'posities',
    turn,
    onFailure: () => undefined,
    onPoll: () => undefined,
    pollMs: () => POLL_MS,
    log: o.log,
  });

  async function turn(): Promise<'more' | 'idle'> {
    const end = await selectFeedEnd(database, partitions);
    moveTo(end.last_position);
    if (!end.has_news) return 'idle';
    moveTo(await sequenceEvents(database, partitions, faultPoints));
    await delay(REST_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    return 'more';
  }

  /** Another process may have given out more meanwhile: the end only moves forward. */
  function moveTo(position: number): void {
    if (position <= last) return;
    last = position;
    for (const tell of [...waiting, ...listeners]) tell();
  }

  return {
    start: () => {
      loop.start();
    },
    wake: () => {
      loop.wake();
    },
    lastPosition: () => last,
    beyond: async (position, signal) => {
      if (last > position || signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const look = (): void => {
        if (last > position || signal.aborted) resolve(undefined);
      };
      waiting.add(look);
      signal.addEventListener('abort', look);
      await promise;
      waiting.delete(look);
      signal.removeEventListener('abort', look);
    },
    onMoved: (listener) => {
      listeners.push(listener);
    },
    stop: async (deadlineMs) => {
      stopping.abort();
      await loop.stop(deadlineMs);
    },
  };
}

/** Gives every committed event without a position the next one. @returns the last position */
export function sequenceEvents(database: Database, partitions: number, faultPoints: FaultPoints): Promise<number> {
  return database
    .transaction(async (tx) => {
      await lockFeedEnd(tx);
      const position = await insertFeedRanges(tx, partitions);
      faultPoints.reach('before-feed-commit');
      return position;
    })
    .then((position) => {
      faultPoints.reach('after-feed-commit');
      return position;
    });
}
