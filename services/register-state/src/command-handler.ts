import type { Clock } from '../../_platform/src/clock/clock.ts';
import type {
  Applied,
  BatchEntry,
  BatchHandler,
  BatchToApply,
  PositionRow,
} from '../../_platform/src/consumer/batch-handler.ts';
import type { Transaction } from '../../_platform/src/database/database.ts';
import type { Outbox } from '../../_platform/src/outbox/outbox.ts';
import type { CursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import type { AppliedCommand, LogEnd } from './apply/applied-command.ts';
import { answerOverview, answerTrials } from './answers/answer-entries.ts';
import { applyCommands } from './apply/apply-commands.ts';
import { applyDayTurn } from './apply/apply-day-turn.ts';
import { applyListVersion } from './apply/apply-list-version.ts';
import type { PartitionDayTurn, PartitionListVersion, PersonCommand } from './apply/logged-command.ts';
import { missedDayTurns, personalTurn } from './apply/personal-day-turns.ts';
import { commandInbox, isOnlyAnswered } from './command-inbox.ts';
import { registerId } from './domain/ids.ts';
import type { JudgingLists } from './lists/judging-lists.ts';
import { COMMAND_TOPIC } from './messages/command-row.ts';
import { readCommand } from './messages/read-command.ts';
import type { ReceivedCommand } from './messages/read-command.ts';
import { composeRecords } from './publish/compose-records.ts';

export const COMMAND_CONSUMER = 'register-state.opdracht';

/** A turn of the day with more events is left to the relay's own reading: it need not fit in memory twice. */
const MOST_EVENTS_OFFERED = 5_000;

/**
 * The consumer of lrr.opdracht.v1. A fetched partition batch is one transaction: what is known is dropped by the
 * command log, the rest is judged in memory and written set-wise, and after the commit its records are handed to the
 * relay, so that they are published without being read back.
 */
export function createCommandHandler(o: {
  readonly lists: JudgingLists;
  readonly relay: Pick<CursorRelay, 'offer'>;
  readonly source: string;
  readonly outbox: Pick<Outbox, 'add' | 'committed'>;
  readonly clock: Pick<Clock, 'now'>;
}): BatchHandler<ReceivedCommand> {
  const { lists } = o;

  const offer = (applied: readonly AppliedCommand[]) => (): void => {
    const [first] = applied;
    if (first === undefined || applied.some(({ events }) => events.length > MOST_EVENTS_OFFERED)) return;
    o.relay.offer(
      first.partition,
      applied.map((one) => ({ number: one.applicationNumber, records: composeRecords(one, o.source) })),
    );
  };

  const concerning = async (tx: Transaction, at: PositionRow, commands: readonly PersonCommand[]): Promise<Applied> => {
    if (commands.length === 0) return progress(at, []);
    const end = endOf(at);
    const applied = await applyCommands(tx, end, commands, await lists.lawFor(tx, end));
    return { ...progress(at, applied), afterCommit: offer(applied) };
  };

  const turning = async (
    tx: Transaction,
    batch: BatchToApply<ReceivedCommand>,
    turn: PartitionDayTurn,
  ): Promise<Applied> => {
    const { at } = batch;
    const end = endOf(at);
    const law = await lists.lawFor(tx, end);
    const { applied, failed } = await applyDayTurn(tx, end, turn, law, (due) => batch.isParked(due));
    const day = at.day !== null && at.day > applied.judgingDay ? at.day : applied.judgingDay;
    return {
      ...progress(at, [applied]),
      day,
      afterCommit: offer([applied]),
      park: failed.map(({ registerId: key, error }) => ({ id: turn.wire.id, key, error })),
    };
  };

  const listing = async (tx: Transaction, at: PositionRow, version: PartitionListVersion): Promise<Applied> => {
    const applied = await applyListVersion(tx, endOf(at), version, lists);
    return { ...progress(at, [applied]), afterCommit: offer([applied]) };
  };

  /** Answers of what is not folded; the position moves past them with the number it has. */
  const answering = async (tx: Transaction, batch: BatchToApply<ReceivedCommand>): Promise<Applied | undefined> => {
    const messages = batch.entries.map(({ decoded }) => decoded.message).filter(isOnlyAnswered);
    if (messages.length === 0) return undefined;
    const newest = await lists.newest(tx);
    const trials = messages.filter((message) => message.about === 'trial');
    const rows = trials.length === 0 ? [] : await answerTrials(tx, trials, endOf(batch.at), newest);
    for (const message of messages) {
      if (message.about === 'overview') rows.push(...(await answerOverview(tx, message, newest, o.clock.now())));
    }
    const added = await o.outbox.add(tx, rows);
    return {
      ...progress(batch.at, []),
      afterCommit: () => {
        o.outbox.committed(added);
      },
    };
  };

  return {
    consumer: COMMAND_CONSUMER,
    topics: [COMMAND_TOPIC],
    decode: readCommand,
    inbox: commandInbox,
    apply: async (tx, batch) => {
      const [first] = batch.entries;
      const message = first?.decoded.message;
      if (message?.about === 'lists') return listing(tx, batch.at, message);
      if (message?.about === 'partition' && first?.onlyForKey === undefined) return turning(tx, batch, message);
      const applied = await concerning(tx, batch.at, batch.entries.flatMap(personCommands(batch.partition)));
      const answered = await answering(tx, batch);
      return answered === undefined ? applied : both(applied, answered);
    },
    afterRedrive: async (tx, freed) => concerning(tx, freed.at, await missedDayTurns(tx, freed)),
  };
}

/** What an entry asks of one person: the command itself, or the turn of the day that failed for him alone. */
const personCommands =
  (partition: number) =>
  ({ decoded: { message }, onlyForKey }: BatchEntry<ReceivedCommand>): PersonCommand[] => {
    if (message.about === 'person') return [message];
    if (message.about !== 'partition' || onlyForKey === undefined) return [];
    return [personalTurn(partition, message.wire.inhoud.datum, registerId(onlyForKey))];
  };

function both(applied: Applied, answered: Applied): Applied {
  const afterCommit = (): void => {
    applied.afterCommit?.();
    answered.afterCommit?.();
  };
  return { ...applied, afterCommit };
}

function endOf({ partition, applicationNumber, recordedAt, day }: PositionRow): LogEnd {
  return { partition, applicationNumber, recordedAt, day };
}

function progress(at: PositionRow, applied: readonly AppliedCommand[]): Applied {
  const last = applied.at(-1);
  if (last === undefined) return { applicationNumber: at.applicationNumber };
  return { applicationNumber: last.applicationNumber, recordedAt: last.recordedAt };
}
