import type {
  Applied,
  BatchHandler,
  BatchToApply,
  Inbox,
  PositionRow,
} from '../../_platform/src/consumer/batch-handler.ts';
import type { Transaction } from '../../_platform/src/database/database.ts';
import type { CursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import type { AppliedCommand, Law, LogEnd } from './apply/applied-command.ts';
import { applyCommands } from './apply/apply-commands.ts';
import { applyDayTurn } from './apply/apply-day-turn.ts';
import type { PartitionDayTurn, PersonCommand } from './apply/logged-command.ts';
import { missedDayTurns, personalTurn } from './apply/personal-day-turns.ts';
import { registerId } from './domain/ids.ts';
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
  readonly law: Law;
  readonly relay: Pick<CursorRelay, 'offer'>;
  readonly source: string;
}): BatchHandler<ReceivedCommand> {
  const { law } = o;

  const offer = (applied: readonly AppliedCommand[]) => (): void => {
    const [first] = applied;
    if (first === undefined || applied.some(({ events }) => events.length > MOST_EVENTS_OFFERED)) return;
    o.relay.offer(
      first.partition,
      applied.map((one) => ({ number: one.applicationNumber, records: composeRecords(one, o.source) })),
    );
  };

  const concerning = async (tx: Transaction, at: PositionRow, commands: readonly PersonCommand[]): Promise<Applied> => {
    const applied = await applyCommands(tx, endOf(at), commands, law);
    return { ...progress(at, applied), afterCommit: offer(applied) };
  };

  const turning = async (
    tx: Transaction,
    batch: BatchToApply<ReceivedCommand>,
    turn: PartitionDayTurn,
  ): Promise<Applied> => {
    const { at } = batch;
    const { applied, failed } = await applyDayTurn(tx, endOf(at), turn, law, (due) => batch.isParked(due));
    const day = at.day !== null && at.day > applied.judgingDay ? at.day : applied.judgingDay;
    return {
      ...progress(at, [applied]),
      day,
      afterCommit: offer([applied]),
      park: failed.map(({ registerId: key, error }) => ({ id: turn.wire.id, key, error })),
    };
  };

  return {
    consumer: COMMAND_CONSUMER,
    topics: [COMMAND_TOPIC],
    decode: readCommand,
    inbox: commandLogInbox,
    apply: (tx, batch) => {
      const [first] = batch.entries;
      if (first?.decoded.message.about === 'partition' && first.onlyForKey === undefined) {
        return turning(tx, batch, first.decoded.message);
      }
      const commands = batch.entries.map(({ decoded: { message }, onlyForKey }) =>
        message.about === 'person'
          ? message
          : personalTurn(batch.partition, message.wire.inhoud.datum, registerId(onlyForKey ?? '')),
      );
      return concerning(tx, batch.at, commands);
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

function endOf({ partition, applicationNumber, recordedAt, day }: PositionRow): LogEnd {
  return { partition, applicationNumber, recordedAt, day };
}

function progress(at: PositionRow, applied: readonly AppliedCommand[]): Applied {
  const last = applied.at(-1);
  if (last === undefined) return { applicationNumber: at.applicationNumber };
  return { applicationNumber: last.applicationNumber, recordedAt: last.recordedAt };
}
