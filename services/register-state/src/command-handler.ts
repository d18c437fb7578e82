import type {
  Applied,
  BatchEntry,
  BatchHandler,
  BatchToApply,
  Inbox,
  PositionRow,
} from '../../_platform/src/consumer/batch-handler.ts';
import type { Transaction } from '../../_platform/src/database/database.ts';
import type { CursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import type { AppliedCommand, LogEnd } from './apply/applied-command.ts';
import { applyCommands } from './apply/apply-commands.ts';
import { applyDayTurn } from './apply/apply-day-turn.ts';
import { applyListVersion } from './apply/apply-list-version.ts';
import type { PartitionDayTurn, PartitionListVersion, PersonCommand } from './apply/logged-command.ts';
import { missedDayTurns, personalTurn } from './apply/personal-day-turns.ts';
import { registerId } from './domain/ids.ts';
import type { LawBook } from './lists/law-book.ts';
import { COMMAND_TOPIC } from './messages/command-row.ts';
import { readCommand } from './messages/read-command.ts';
import type { ReceivedCommand } from './messages/read-command.ts';
import { composeRecords } from './publish/compose-records.ts';
import { selectKnownCommands } from './sql/select-known-commands.ts';

export const COMMAND_CONSUMER = 'register-state.opdracht';

/** A turn of the day with more events is left to the relay's own reading: it need not fit in memory twice. */
const MOST_EVENTS_OFFERED = 5_000;

/**
 * The consumer of lrr.opdracht.v1. A fetched partition batch is one transaction: what is known is dropped by the
 * command log, the rest is judged in memory and written set-wise, and after the commit its records are handed to the
 * relay, so that they are published without being read back.
 */
export function createCommandHandler(o: {
  readonly laws: LawBook;
  readonly relay: Pick<CursorRelay, 'offer'>;
  readonly source: string;
}): BatchHandler<ReceivedCommand> {
  const { laws } = o;

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
    const applied = await applyCommands(tx, end, commands, await laws.lawFor(tx, end));
    return { ...progress(at, applied), afterCommit: offer(applied) };
  };

  const turning = async (
    tx: Transaction,
    batch: BatchToApply<ReceivedCommand>,
    turn: PartitionDayTurn,
  ): Promise<Applied> => {
    const { at } = batch;
    const end = endOf(at);
    const law = await laws.lawFor(tx, end);
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
    const applied = await applyListVersion(tx, endOf(at), version, laws);
    return { ...progress(at, [applied]), afterCommit: offer([applied]) };
  };

  return {
    consumer: COMMAND_CONSUMER,
    topics: [COMMAND_TOPIC],
    decode: readCommand,
    inbox: commandLogInbox,
    apply: (tx, batch) => {
      const [first] = batch.entries;
      const message = first?.decoded.message;
      if (message?.about === 'lists') return listing(tx, batch.at, message);
      if (message?.about === 'partition' && first?.onlyForKey === undefined) return turning(tx, batch, message);
      return concerning(tx, batch.at, batch.entries.flatMap(personCommands(batch.partition)));
    },
    afterRedrive: async (tx, freed) => concerning(tx, freed.at, await missedDayTurns(tx, freed)),
  };
}

/** The command log is the inbox: what it holds was applied. The rows themselves are written by `apply`. */
const commandLogInbox: Inbox<ReceivedCommand> = {
  fresh: async (tx, _at, entries) => {
    const known = await selectKnownCommands(
      tx,
      entries.map(({ id }) => id),
    );
    const fresh = entries.filter(({ id }) => !known.has(id));
    const conflicting = entries.filter(({ id, contentHash }) => known.get(id)?.equals(contentHash) === false);
    return { fresh: new Set(fresh.map(({ id }) => id)), conflicting: new Set(conflicting.map(({ id }) => id)) };
  },
};

/** What an entry asks of one person: the command itself, or the turn of the day that failed for him alone. */
const personCommands =
  (partition: number) =>
  ({ decoded: { message }, onlyForKey }: BatchEntry<ReceivedCommand>): PersonCommand[] => {
    if (message.about === 'person') return [message];
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
