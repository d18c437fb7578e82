import type { OpdrachtDagovergang, OpdrachtLijstversie } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database, Queryable, Transaction } from '../../../_platform/src/database/database.ts';
import { applyCommands } from '../apply/apply-commands.ts';
import { applyDayTurn } from '../apply/apply-day-turn.ts';
import { applyListVersion } from '../apply/apply-list-version.ts';
import type { AppliedCommand, Law, LogEnd } from '../apply/applied-command.ts';
import type { PersonCommand, WireCommand } from '../apply/logged-command.ts';
import { registerId } from '../domain/ids.ts';
import type { LawBook } from '../lists/law-book.ts';
import type { ListLibrary } from '../lists/list-library.ts';
import { commandOfLog } from '../messages/read-command.ts';
import { readCommandLog } from '../sql/read-command-log.ts';
import type { LogRow } from '../sql/read-command-log.ts';
import { useRebuildSchema } from '../sql/rebuild-schema.ts';
import { listsNamed } from './rebuilt-lists.ts';

/** Commands applied in one transaction, as a fetched batch would be. The outcome does not depend on it. */
const COMMANDS_AT_ONCE = 500;

/**
 * Folds what follows `end` in the command log of a partition into the rebuilt tables, in order of application, with the
 * same code that applied it the first time and the lists that each row names. Nothing is published.
 *
 * @param source where the log is read
 * @returns the end of the log as it is now
 */
export async function foldPartition(
  source: Queryable,
  target: Database,
  end: LogEnd,
  library: ListLibrary,
): Promise<LogEnd> {
  let at = end;
  for (;;) {
    const rows = await readCommandLog(source, at.partition, at.applicationNumber, COMMANDS_AT_ONCE);
    if (rows.length === 0) return at;
    for (const run of cutRuns(rows)) {
      const from = at;
      const applied = await target.transaction(async (tx) => {
        await useRebuildSchema(tx);
        return foldRun(tx, from, run, listsNamed(library, run[0].list_version));
      });
      at = endAfter(at, applied);
    }
  }
}

/** Rows that are applied together; never empty. */
type Run = [LogRow, ...LogRow[]];

async function foldRun(tx: Transaction, from: LogEnd, run: Run, laws: LawBook): Promise<AppliedCommand[]> {
  const [first] = run;
  const text = Buffer.from(first.text);
  if (first.kind === 'LIJSTVERSIE') {
    const wire = JSON.parse(first.text) as OpdrachtLijstversie;
    return [await applyListVersion(tx, from, { wire, text, contentHash: first.content_hash }, laws)];
  }
  const law = await laws.lawFor(tx, from);
  refuseOtherLists(first, law);
  if (first.register_id !== null) return (await applyCommands(tx, from, run.map(personCommand), law)).applied;
  const turn = { wire: JSON.parse(first.text) as OpdrachtDagovergang, text, contentHash: first.content_hash };
  const passedBy = new Set(first.skipped);
  return [(await applyDayTurn(tx, from, turn, law, () => Promise.resolve(passedBy))).applied];
}

function refuseOtherLists({ application_number: number, list_version: named }: LogRow, { listVersion }: Law): void {
  if (listVersion === named) return;
  throw new Error(`command ${number} names code lists number ${named}, but only ${listVersion} is kept`);
}

/** What concerns a whole partition stands alone, and so do runs that were judged with other lists. */
function cutRuns(rows: readonly LogRow[]): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && areAppliedTogether(last[0], row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

function areAppliedTogether(a: LogRow, b: LogRow): boolean {
  return a.register_id !== null && b.register_id !== null && a.list_version === b.list_version;
}

function personCommand({ register_id: id, text, content_hash: contentHash }: LogRow): PersonCommand {
  const wire = JSON.parse(text) as WireCommand;
  const command = commandOfLog(wire);
  return { registerId: registerId(id ?? ''), wire, command, text: Buffer.from(text), contentHash };
}

function endAfter(end: LogEnd, applied: readonly AppliedCommand[]): LogEnd {
  const last = applied.at(-1);
  if (last === undefined) return end;
  const { applicationNumber, recordedAt, judgingDay, registerId: about, wire } = last;
  const turned = about === null && wire.soort === 'DAGOVERGANG' && (end.day === null || judgingDay > end.day);
  return { partition: end.partition, applicationNumber, recordedAt, day: turned ? judgingDay : end.day };
}
