import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { LawBook } from '../lists/law-book.ts';
import { insertCommands } from '../sql/insert-commands.ts';
import { selectEventNumber } from '../sql/select-event-number.ts';
import type { AppliedCommand, LogEnd } from './applied-command.ts';
import { judgingTime } from './judging-time.ts';
import type { PartitionListVersion } from './logged-command.ts';

/** Takes another version of a code list into force, as the next entry of a partition's command log. No event tells it. */
export async function applyListVersion(
  tx: Transaction,
  end: LogEnd,
  { wire, text, contentHash, traceparent }: PartitionListVersion,
  laws: LawBook,
): Promise<AppliedCommand> {
  const { partition } = end;
  const { naam: name, versie: version, rijen: rows } = wire.inhoud;
  const { recordedAt, today } = judgingTime(end, wire.vastgelegdOp);
  const { listVersion, rulesVersion } = await laws.replace(tx, end, { name, version, rows });
  const applied: AppliedCommand = {
    partition,
    applicationNumber: end.applicationNumber + 1,
    wire,
    text,
    registerId: null,
    recordedAt,
    judgingDay: today,
    listVersion,
    rulesVersion,
    contentHash,
    outcome: 'VERWERKT',
    eventNumber: await selectEventNumber(tx, partition, end.applicationNumber),
    answer: null,
    skipped: null,
    events: [],
    traceparent,
  };
  await insertCommands(tx, partition, [applied]);
  return applied;
}
