import { addDays } from '../../../_platform/src/clock/amsterdam.ts';
import type { RunningClock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { dayTurnMessage, partitionKey } from '../messages/day-turn-message.ts';
import { commandRow } from '../messages/command-row.ts';
import { lockDayClock } from '../sql/lock-day-clock.ts';
import { moveDayClock } from '../sql/move-day-clock.ts';

/** Days sent in one transaction; a standstill of years is caught up in several. */
const DAYS_AT_ONCE = 60;
const LOOK_EVERY_MS = 1_000;

export interface DayClock {
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Sends the turn of each day to every partition of the command log, once and in order, also for days on which nothing
 * ran. The row that holds the last day sent is locked for it, so that several processes may try; the commands go
 * through the outbox of the same transaction. The first start of all sends the day it is.
 */
export function startDayClock(o: {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: RunningClock;
  readonly partitions: number;
  readonly log: Logger;
}): DayClock {
  let lastSent: string | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const sendDue = async (): Promise<void> => {
    const today = o.clock.today();
    while (!stopped && (lastSent === undefined || lastSent < today)) {
      lastSent = await sendDays(o, today);
    }
  };
  const look = (): void => {
    if (stopped || (lastSent !== undefined && lastSent >= o.clock.today())) return;
    running = running.then(sendDue).catch((error: unknown) => {
      o.log.warn('DAY_TURNS_NOT_SENT', { error });
    });
  };

  const forget = o.clock.onNewDay(look);
  // Also what failed before, or was moved on by another process, is looked at again.
  const timer = setInterval(look, LOOK_EVERY_MS);
  look();
  return {
    async stop() {
      stopped = true;
      forget();
      clearInterval(timer);
      await running;
    },
  };
}

/** Sends what is due, at most DAYS_AT_ONCE; returns the last day sent. */
async function sendDays(
  { database, outbox, partitions }: Pick<Parameters<typeof startDayClock>[0], 'database' | 'outbox' | 'partitions'>,
  today: string,
): Promise<string> {
  const { added, last } = await database.transaction(async (tx) => {
    const lastDay = await lockDayClock(tx, addDays(today, -1));
    const days: string[] = [];
    for (let day = addDays(lastDay, 1); day <= today && days.length < DAYS_AT_ONCE; day = addDays(day, 1)) {
      days.push(day);
    }
    const last = days.at(-1);
    if (last === undefined) return { added: undefined, last: lastDay };
    const rows = days.flatMap((day) =>
      Array.from({ length: partitions }, (_, partition) => {
        const turn = dayTurnMessage(partition, day);
        return commandRow(turn.id, turn.soort, partitionKey(partition), turn, { partition });
      }),
    );
    const added = await outbox.add(tx, rows);
    await moveDayClock(tx, last);
    return { added, last };
  });
  if (added !== undefined) outbox.committed(added);
  return last;
}
