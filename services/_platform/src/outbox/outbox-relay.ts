import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import { createLeases } from '../leases/leases.ts';
import type { Logger } from '../logging/logger.ts';
import type { Publisher } from '../messaging/messaging.ts';
import { isRefusal } from '../relay/is-refusal.ts';
import { createRelayLoop } from '../relay/relay-loop.ts';
import { createHorizon } from './horizon.ts';
import type { MemoryRows } from './memory-rows.ts';
import { createRoundPublisher } from './publish-rounds.ts';
import { createRefusedRows } from './refused-rows.ts';
import { roundOfMemory, roundOfTable } from './round.ts';
import { SLOTS } from './slot-of.ts';
import { findNumbers } from './sql/find-numbers.ts';
import { readHorizon } from './sql/read-horizon.ts';
import { readFreeRows } from './sql/read-free-rows.ts';
import { readRows } from './sql/read-rows.ts';
import type { StoredRow } from './sql/read-rows.ts';

/** One round keeps the publisher busy for some tens of milliseconds; larger ones gain nothing and cost memory. */
const ROUND = { rows: 2_000, bytes: 4 * 1024 * 1024 };
const LIMITS = { maxRows: ROUND.rows, maxBytes: ROUND.bytes };
/** Alone, the poll finds only what a crash left; with others, also what they added to our slots. */
const POLL_ALONE_MS = 1_000;
const POLL_SHARED_MS = 100;
/** How often the place below which nothing can appear is moved up. */
const HORIZON_MS = 100;
/** Backstop: how often the whole table is looked at, whatever we believe to know of it. */
const FULL_CHECK_MS = 5_000;

/** How long a turn waits for the answer to a commit that others see already; the table tells everything after that. */
const ENDING_MS = 200;

export interface OutboxRelay {
  start(): Promise<void>;
  /** Own rows were committed. `complete`: all of them are in memory. */
  wake(complete: boolean): void;
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Publishes what lies in the slots this process holds. A turn goes one of two ways:
 *
 * - from **memory**, when the table holds nothing of our slots that is older and unknown to us. Unknown rows are those of
 *   other processes or of an earlier life. Rows of our own transactions that are committed while the answer is on its way
 *   may have been acted on (somebody waited for their locks), so the answer is waited for, and they go out first.
 * - from the **table** otherwise: after a start, a gained slot, a failure, an overflow, when the check found something,
 *   and as long as the broker refuses something (refused-rows.ts).
 *
 * Neither way looks at the table from its beginning, where the dead entries of all deleted rows lie until vacuum comes:
 * `above` is a number below which everything is published, or known in memory, and nothing can appear any more. With
 * 500,000 rows gone through since the last vacuum, reading from the beginning was three times slower.
 *
 * What must stay true: whoever drops rows from memory without publishing them says `distrust`, and a turn that was under
 * way then leaves `above` alone; the lease is confirmed after the rows were seen and before they are published, and nothing was
 * doubted in between (a lease that was lost and regained confirms well, but what was seen before may be old); a round
 * is published before the next one of the same slot is; a row is deleted only after its acknowledgement; the table is read
 * only when no delete is under way, so that a row once acknowledged is not sent again.
 */
export function createOutboxRelay(o: {
  database: Database;
  publisher: Publisher;
  memory: MemoryRows;
  instance: string;
  faultPoints: FaultPoints;
  log: Logger;
  onPublished: (count: number) => void;
}): OutboxRelay {
  const { database, memory, log } = o;
  const horizon = createHorizon();
  let horizonSeenAt = 0;
  let fullCheckAt = 0;
  let above = 0;
  let doubts = 0;
  let slotsOfLastTurn: ReadonlySet<number> = new Set();
  let mustRead = true;
  let pollDue = false;
  const refused = createRefusedRows();
  const rounds = createRoundPublisher(o);

  const loop = createRelayLoop({
    name: 'outbox',
    turn,
    onFailure: distrust,
    pollMs: () => (leases.held().size === SLOTS ? POLL_ALONE_MS : POLL_SHARED_MS),
    onPoll: () => (pollDue = true),
    log,
  });
  const leases = createLeases({
    database,
    group: 'outbox',
    slots: SLOTS,
    instance: o.instance,
    log,
    onGained: () => {
      distrust();
      loop.wake();
    },
    onLeaving: async () => {
      await loop.quiet();
      await rounds.forgotten();
    },
  });

  /** Nothing that is in memory, or that was seen before, counts: the table is read from its beginning. */
  function distrust(): void {
    mustRead = true;
    above = 0;
    doubts += 1;
  }

  /** Not when a doubt came up since the turn began: it may be about rows that the turn did not see. */
  function raiseAbove(number: number, doubtsBefore: number): void {
    if (doubts === doubtsBefore) above = Math.max(above, number);
  }

  async function lookAtHorizon(): Promise<void> {
    if (performance.now() - horizonSeenAt < HORIZON_MS) return;
    horizon.see(await readHorizon(database));
    horizonSeenAt = performance.now();
  }

  async function turn(): Promise<'more' | 'idle'> {
    const slots = new Set(leases.held());
    if (refused.tryAgain()) distrust();
    // `above` and memory speak of the slots of the last turn only; a slot can come back without being gained anew, when
    // its renewal was late.
    if (!slots.isSubsetOf(slotsOfLastTurn)) distrust();
    slotsOfLastTurn = slots;
    if (slots.size === 0) {
      memory.clear();
      return 'idle';
    }
    if (performance.now() - fullCheckAt > FULL_CHECK_MS) {
      above = 0;
      pollDue = true;
      fullCheckAt = performance.now();
    }
    if (!refused.isEmpty) return turnAroundRefused(slots);
    // Not assigned: a doubt may come up while the database answers.
    if (pollDue && !mustRead && (await holdsUnknown(slots))) mustRead = true;
    pollDue = false;
    return mustRead ? turnFromTable(slots) : turnFromMemory(slots);
  }

  async function holdsUnknown(slots: ReadonlySet<number>): Promise<boolean> {
    const forgetting = rounds.forgetting();
    const but = [...memory.waiting, ...forgetting];
    const found = await findNumbers(database, { slots: [...slots], above, upTo: Number.MAX_SAFE_INTEGER, but });
    return found.more || found.numbers.some((number) => !memory.knows(number) && !rounds.forgetting().includes(number));
  }

  async function turnFromMemory(slots: ReadonlySet<number>): Promise<'more' | 'idle'> {
    const doubtsBefore = doubts;
    const taken = memory.take(slots, ROUND);
    if (taken.length === 0) return memory.isEmpty ? 'idle' : 'more';
    const { settled } = horizon;
    const { highest } = memory;
    const last = Math.max(...taken.map(({ number }) => number));
    const later = memory.waiting.filter((number) => number > last);
    const but = [...taken.map(({ number }) => number), ...later, ...rounds.forgetting()];
    const [found, confirmed] = await Promise.all([
      findNumbers(database, { slots: [...slots], above, upTo: highest, but }),
      stillOurs(taken),
      lookAtHorizon(),
    ]);
    if (!confirmed || doubts !== doubtsBefore) {
      distrust();
      return 'more';
    }
    if (found.more || found.numbers.some((number) => !memory.knows(number))) {
      mustRead = true;
      above = Math.min(above, ...taken.map(({ number }) => number - 1));
      return 'more';
    }
    // Ours, committed, and drawn before: what was taken may have come about because of them.
    const former = found.numbers.filter((number) => number < last);
    const haveEnded = await memory.haveEnded(former, ENDING_MS);
    const round = roundOfMemory([...memory.takeThese(former, slots), ...taken]);
    if (!haveEnded || (former.length > 0 && !(await stillOurs(round.ranges))) || doubts !== doubtsBefore) {
      distrust();
      return 'more';
    }
    await rounds.publish(round);
    raiseAbove(Math.min(settled, highest), doubtsBefore);
    return 'more';
  }

  async function turnFromTable(slots: ReadonlySet<number>): Promise<'more' | 'idle'> {
    await rounds.forgotten();
    await lookAtHorizon();
    const doubtsBefore = doubts;
    const { settled } = horizon;
    mustRead = false;
    const { rows, more } = await readRows(database, { slots: [...slots], above, ...LIMITS });
    memory.drop(rows.map(({ number }) => number));
    if (rows.length === 0) return memory.isEmpty ? 'idle' : 'more';
    if (!(await publishAround(rows, doubtsBefore)) || !refused.isEmpty) {
      distrust();
      return 'more';
    }
    // The last number may have been cut in two.
    const readUpTo = more ? (rows.at(-1)?.number ?? 0) - 1 : settled;
    raiseAbove(Math.min(settled, readUpTo), doubtsBefore);
    mustRead ||= more;
    return 'more';
  }

  /** While the broker refuses something, only the table tells what may go out. */
  async function turnAroundRefused(slots: ReadonlySet<number>): Promise<'more' | 'idle'> {
    await rounds.forgotten();
    distrust();
    const doubtsBefore = doubts;
    const { topics, places } = refused;
    const { rows } = await readFreeRows(database, { slots: [...slots], ...LIMITS, topics, places });
    memory.drop(rows.map(({ number }) => number));
    if (rows.length === 0) {
      memory.clear();
      return 'idle';
    }
    await publishAround(rows, doubtsBefore);
    return 'more';
  }

  /**
   * Publishes rows that were read since the doubts were counted. When the broker refuses, the rows are halved until the
   * refused one stands alone; it and the later ones of its key wait, all others go on. False when the slots are not ours
   * any more, or may not have been all the time: another may have published these rows, and newer ones.
   */
  async function publishAround(rows: readonly StoredRow[], doubtsBefore: number): Promise<boolean> {
    const free = refused.free(rows);
    const [first] = free;
    if (first === undefined) return true;
    if (!(await stillOurs(free)) || doubts !== doubtsBefore) return false;
    try {
      // As long as nothing is refused, nothing lies between the rows.
      await rounds.publish(roundOfTable(free, { isWhole: refused.isEmpty }));
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error.topics.length > 0) {
        refused.addTopics(error.topics);
        log.error('OUTBOX_TOPIC_MISSING', { topic: error.topics[0], count: free.length });
        return publishAround(rows, doubtsBefore);
      }
      if (free.length > 1) {
        const middle = free.length >> 1;
        return (
          (await publishAround(free.slice(0, middle), doubtsBefore)) &&
          (await publishAround(free.slice(middle), doubtsBefore))
        );
      }
      refused.addRow(first);
      log.error('OUTBOX_ROW_REFUSED', { messageId: first.id, topic: first.topic, slot: first.slot, error });
      return true;
    }
  }

  function stillOurs(rows: readonly { slot: number }[]): Promise<boolean> {
    return leases.confirm([...new Set(rows.map(({ slot }) => slot))]);
  }

  return {
    async start() {
      await leases.start();
      loop.start();
    },
    wake(complete) {
      if (!complete) distrust();
      loop.wake();
    },
    async stop(deadlineMs) {
      const until = performance.now() + deadlineMs;
      distrust();
      await loop.stop(deadlineMs);
      const late = delay(Math.max(0, until - performance.now()), undefined, { ref: false });
      await Promise.race([rounds.forgotten(), late]);
      rounds.close();
      await leases.stop();
    },
  };
}
