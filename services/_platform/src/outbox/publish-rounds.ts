import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { Publisher } from '../messaging/messaging.ts';
import { numbersOf, type Round } from './round.ts';
import { forgetRows, type PublishedRange } from './sql/forget-rows.ts';

const FORGET_RETRY_MS = 500;

export interface RoundPublisher {
  /** Resolves when Kafka has acknowledged the round; its rows are deleted beside what comes next. */
  publish(round: Round): Promise<void>;
  /** Numbers of rows that were acknowledged and may still stand in the table. */
  forgetting(): readonly number[];
  /** Resolves when no delete is under way. */
  forgotten(): Promise<void>;
  /** A delete that fails from now on is not tried again: the rows are published once more by whoever reads them. */
  close(): void;
}

/** A round is published, and exactly its rows are deleted, after the acknowledgement; never two deletes at once. */
export function createRoundPublisher(o: {
  readonly database: Database;
  readonly publisher: Publisher;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  readonly onPublished: (count: number) => void;
}): RoundPublisher {
  let closed = false;
  let forgetting: { readonly numbers: readonly number[]; readonly done: Promise<void> } = {
    numbers: [],
    done: Promise.resolve(),
  };

  /** Tried until it is done: rows that were acknowledged are known here only. */
  async function forget(ranges: readonly PublishedRange[]): Promise<void> {
    for (;;) {
      try {
        await forgetRows(o.database, ranges);
        forgetting = { numbers: [], done: Promise.resolve() };
        return;
      } catch (error) {
        if (closed) return;
        o.log.warn('OUTBOX_FORGET_FAILED', { count: ranges.length, error });
        await delay(FORGET_RETRY_MS);
      }
    }
  }

  return {
    async publish(round) {
      await o.publisher.publish(round.records);
      o.onPublished(round.records.length);
      o.faultPoints.reach('after-publish-before-forget');
      // The delete runs beside the next round, but never two of them.
      await forgetting.done;
      forgetting = { numbers: numbersOf(round), done: forget(round.ranges) };
    },
    forgetting: () => forgetting.numbers,
    forgotten: () => forgetting.done,
    close: () => {
      closed = true;
    },
  };
}
