import type { Clock } from '../../_platform/src/clock/clock.ts';
import type {
  Applied,
  BatchEntry,
  BatchHandler,
  BatchToApply,
  PositionRow,
} from '../../_platform/src/consumer/batch-handler.ts';
import type { Transaction } from '../../_platform/src/database/database.ts';
import type { Outbox, OutboxRow } from '../../_platform/src/outbox/outbox.ts';
import type { CursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import type { AppliedCommand, LogEnd } from './apply/applied-command.ts';
import { answerOverview, answerTrials } from './answers/answer-entries.ts';
import type { OverviewRequest } from './answers/answer-entries.ts';
import { rejectionOf } from './answers/reject-delivery.ts';
import { applyCommands } from './apply/apply-commands.ts';
import type { AppliedRun } from './apply/apply-commands.ts';
import { applyDayTurn } from './apply/apply-day-turn.ts';
import { applyListVersion } from './apply/apply-list-version.ts';
import type { PartitionDayTurn, PartitionListVersion, PersonCommand } from './apply/logged-command.ts';
import { missedDayTurns, personalTurn } from './apply/personal-day-turns.ts';
import { commandInbox } from './command-inbox.ts';
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

  const judging = async (tx: Transaction, at: PositionRow, commands: readonly PersonCommand[]): Promise<AppliedRun> => {
    if (commands.length === 0) return { applied: [], tried: [] };
    const end = endOf(at);
    return applyCommands(tx, end, commands, await lists.lawFor(tx, end));
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

  /** Answers of what is not folded: stored here, published after the commit. */
  const answering = async (tx: Transaction, rows: readonly OutboxRow[]): Promise<() => void> => {
    if (rows.length === 0) return () => undefined;
    const added = await o.outbox.add(tx, rows);
    return () => {
      o.outbox.committed(added);
    };
  };

  const overviewAnswers = async (tx: Transaction, requests: readonly OverviewRequest[]): Promise<OutboxRow[]> => {
    if (requests.length === 0) return [];
    const newest = await lists.newest(tx);
    const rows: OutboxRow[] = [];
    for (const request of requests) rows.push(...(await answerOverview(tx, request, newest, o.clock.now())));
    return rows;
  };

  const concerning = async (tx: Transaction, batch: BatchToApply<ReceivedCommand>): Promise<Applied> => {
    const { at, entries, partition } = batch;
    const { applied, tried } = await judging(tx, at, entries.flatMap(personCommands(partition)));
    const requests = entries.flatMap(({ decoded: { message } }) => (message.about === 'overview' ? [message] : []));
    const publishAnswers = await answering(tx, [...answerTrials(tried), ...(await overviewAnswers(tx, requests))]);
    const publishApplied = offer(applied);
    const afterCommit = (): void => {
      publishApplied();
      publishAnswers();
    };
    return { ...progress(at, applied), afterCommit };
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
      return concerning(tx, batch);
    },
    rejectionOf: (record) =>
      rejectionOf(record, {
        consumer: COMMAND_CONSUMER,
        judge: async (tx, at, command) => {
          const { applied } = await judging(tx, at, [command]);
          return { ...progress(at, applied), afterCommit: offer(applied) };
        },
        answer: async (tx, at, rows) => ({ ...progress(at, []), afterCommit: await answering(tx, rows) }),
      }),
    afterRedrive: async (tx, freed) => {
      const { applied } = await judging(tx, freed.at, await missedDayTurns(tx, freed));
      return { ...progress(freed.at, applied), afterCommit: offer(applied) };
    },
  };
}

/** What an entry asks of one person: the command itself, or the turn of the day that failed for him alone. */
const personCommands =
  (partition: number) =>
  ({ decoded: { message }, onlyForKey }: BatchEntry<ReceivedCommand>): PersonCommand[] => {
    if (message.about === 'person') return [message];
    if (message.about === 'trial') return [{ ...message, isTrial: true }];
    if (message.about !== 'partition' || onlyForKey === undefined) return [];
    return [personalTurn(partition, message.wire.inhoud.datum, registerId(onlyForKey))];
  };

function endOf({ partition, applicationNumber, recordedAt, day }: PositionRow): LogEnd {
  return { partition, applicationNumber, recordedAt, day };
}

function progress(at: PositionRow, applied: readonly AppliedCommand[]): Applied {
  const last = applied.at(-1);
  if (last === undefined) return { applicationNumber: at.applicationNumber };
  return { applicationNumber: last.applicationNumber, recordedAt: last.recordedAt };
}
