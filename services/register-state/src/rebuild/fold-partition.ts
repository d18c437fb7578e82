import type { OpdrachtDagovergang } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database, Queryable } from '../../../_platform/src/database/database.ts';
import { applyCommands } from '../apply/apply-commands.ts';
import { applyDayTurn } from '../apply/apply-day-turn.ts';
import type { AppliedCommand, Law, LogEnd } from '../apply/applied-command.ts';
import type { PersonCommand, WireCommand } from '../apply/logged-command.ts';
import { registerId } from '../domain/ids.ts';
import { commandOfLog } from '../messages/read-command.ts';
import { readCommandLog } from '../sql/read-command-log.ts';
import type { LogRow } from '../sql/read-command-log.ts';
import { useRebuildSchema } from '../sql/rebuild-schema.ts';

/** Commands applied in one transaction, as a fetched batch would be. The outcome does not depend on it. */
const COMMANDS_AT_ONCE = 500;

/**
 * Folds what follows `end` in the command log of a partition into the rebuilt tables, in order of application and with
 * the same code that applied it the first time. Nothing is published.
 *
 * @param source where the log is read
 * @returns the end of the log as it is now
 */
export async function foldPartition(source: Queryable, target: Database, end: LogEnd, law: Law): Promise<LogEnd> {
  let at = end;
  for (;;) {
    const rows = await readCommandLog(source, at.partition, at.applicationNumber, COMMANDS_AT_ONCE);
    if (rows.length === 0) return at;
    for (const run of cutAtDayTurns(rows)) {
      const from = at;
      const applied = await target.transaction(async (tx) => {
        await useRebuildSchema(tx);
        const [first] = run;
        if (first !== undefined && isPartitionTurn(first)) {
          const wire = JSON.parse(first.text) as OpdrachtDagovergang;
          const turn = { wire, text: Buffer.from(first.text), contentHash: first.content_hash };
          const passedBy = new Set(first.skipped);
          return [(await applyDayTurn(tx, from, turn, lawOf(law, first), () => Promise.resolve(passedBy))).applied];
        }
        return first === undefined ? [] : applyCommands(tx, from, run.map(personCommand), lawOf(law, first));
      });
      at = endAfter(at, applied);
    }
  }
}

function isPartitionTurn(row: LogRow): boolean {
  return row.register_id === null;
}

/** Turns of a partition stand alone, and so do runs that were judged with other lists. */
function cutAtDayTurns(rows: readonly LogRow[]): LogRow[][] {
  const runs: LogRow[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    const [first] = last ?? [];
    const joins = first !== undefined && !isPartitionTurn(first) && !isPartitionTurn(row);
    if (joins && first.list_version === row.list_version) last?.push(row);
    else runs.push([row]);
  }
  return runs;
}

function lawOf(law: Law, row: LogRow): Law {
  return { ...law, listVersion: row.list_version };
}

function personCommand({ register_id: id, text, content_hash: contentHash }: LogRow): PersonCommand {
  const wire = JSON.parse(text) as WireCommand;
  const command = commandOfLog(wire);
  return { registerId: registerId(id ?? ''), wire, command, text: Buffer.from(text), contentHash };
}

function endAfter(end: LogEnd, applied: readonly AppliedCommand[]): LogEnd {
  const last = applied.at(-1);
  if (last === undefined) return end;
  const { applicationNumber, recordedAt, judgingDay, registerId: about } = last;
  const turned = about === null && (end.day === null || judgingDay > end.day);
  return { partition: end.partition, applicationNumber, recordedAt, day: turned ? judgingDay : end.day };
}
