import type { OpdrachtDagovergang, OpdrachtLijstversie } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database, Queryable, Transaction } from '../../../_platform/src/database/database.ts';
import { applyCommands } from '../apply/apply-commands.ts';
import { applyDayTurn } from '../apply/apply-day-turn.ts';
import { applyListVersion } from '../apply/apply-list-version.ts';
import type { Law, LogEnd } from '../apply/applied-command.ts';
import type { PersonCommand, WireCommand } from '../apply/logged-command.ts';
import { registerId } from '../domain/ids.ts';
import type { LawBook } from '../lists/law-book.ts';
import type { ListLibrary } from '../lists/list-library.ts';
import { commandOfLog } from '../messages/read-command.ts';
import { copyErasedCommands, copyErasedEvents, selectErasedEvents } from '../sql/copy-erased.ts';
import type { LogPart } from '../sql/copy-erased.ts';
import { readCommandLog } from '../sql/read-command-log.ts';
import type { LogRow } from '../sql/read-command-log.ts';
import { selectEventNumber } from '../sql/select-event-number.ts';
import { useRebuildSchema } from '../sql/rebuild-schema.ts';
import { lawOfRow } from './law-of-row.ts';

/** Commands applied in one transaction, as a fetched batch would be. The outcome does not depend on it. */
const COMMANDS_AT_ONCE = 500;

/**
 * Folds what follows `end` in the command log of a partition into the rebuilt tables, in order of application, with the
 * same code that applied it the first time and the lists that each row names. Nothing is published. Of persons whose
 * part of the log was erased there is nothing to fold: their rows are taken over, and the tombstone that these tell of
 * is made.
 *
 * @param source where the log is read
 * @param erased register ids
 * @returns the end of the log as it is now
 */
export async function foldPartition(
  source: Queryable,
  target: Database,
  end: LogEnd,
  { library, erased }: { readonly library: ListLibrary; readonly erased: readonly string[] },
): Promise<LogEnd> {
  let at = end;
  const gone = new Set(erased);
  for (;;) {
    const rows = await readCommandLog(source, at.partition, at.applicationNumber, COMMANDS_AT_ONCE);
    if (rows.length === 0) return at;
    for (const run of cutRuns(rows, gone)) {
      const from = at;
      await target.transaction(async (tx) => {
        await useRebuildSchema(tx);
        await foldRun(tx, from, run, lawOfRow(library, run[0]), gone);
      });
      at = endAfter(at, run);
    }
  }
}

/** Rows that are applied together; never empty. */
type Run = [LogRow, ...LogRow[]];

async function foldRun(
  tx: Transaction,
  from: LogEnd,
  run: Run,
  laws: LawBook,
  erased: ReadonlySet<string>,
): Promise<void> {
  const [first] = run;
  const text = Buffer.from(first.text);
  if (first.kind === 'LIJSTVERSIE') {
    const wire = JSON.parse(first.text) as OpdrachtLijstversie;
    await applyListVersion(tx, from, { wire, text, contentHash: first.content_hash }, laws);
    return;
  }
  const law = await laws.lawFor(tx, from);
  refuseOtherLists(first, law);
  if (isErased(first, erased)) {
    await takeOver(tx, await partOf(tx, from, run), erased);
    return;
  }
  if (first.register_id !== null) {
    await applyCommands(tx, from, run.map(personCommand), law);
    return;
  }
  const turn = { wire: JSON.parse(first.text) as OpdrachtDagovergang, text, contentHash: first.content_hash };
  const passedBy = new Set(first.skipped);
  if (erased.size === 0) {
    await applyDayTurn(tx, from, turn, law, () => Promise.resolve(passedBy));
    return;
  }
  const part = await partOf(tx, from, run);
  const taken = await selectErasedEvents(tx, part, [...erased]);
  await applyDayTurn(tx, from, turn, law, () => Promise.resolve(passedBy), taken);
  if (taken.size > 0) await copyErasedEvents(tx, part, [...erased]);
}

async function takeOver(tx: Transaction, part: LogPart, erased: ReadonlySet<string>): Promise<void> {
  await copyErasedCommands(tx, part);
  await copyErasedEvents(tx, part, [...erased]);
}

async function partOf(tx: Transaction, { partition, applicationNumber }: LogEnd, run: Run): Promise<LogPart> {
  const last = run.at(-1) ?? run[0];
  return {
    partition,
    firstCommand: run[0].application_number,
    lastCommand: last.application_number,
    eventsAfter: await selectEventNumber(tx, partition, applicationNumber),
    lastEvent: last.event_number,
  };
}

function isErased({ register_id: id }: LogRow, erased: ReadonlySet<string>): boolean {
  return id !== null && erased.has(id);
}

function refuseOtherLists({ application_number: number, list_version: named }: LogRow, { listVersion }: Law): void {
  if (listVersion === named) return;
  throw new Error(`command ${number} names code lists number ${named}, but only ${listVersion} is kept`);
}

/**
 * What concerns a whole partition stands alone, and so do runs that were judged with other lists or rules, or are taken
 * over.
 */
function cutRuns(rows: readonly LogRow[], erased: ReadonlySet<string>): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && areAppliedTogether(last[0], row, erased)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

function areAppliedTogether(a: LogRow, b: LogRow, erased: ReadonlySet<string>): boolean {
  if (a.register_id === null || b.register_id === null) return false;
  if (a.list_version !== b.list_version || a.rules_version !== b.rules_version) return false;
  return isErased(a, erased) === isErased(b, erased);
}

function personCommand({ register_id: id, text, content_hash: contentHash }: LogRow): PersonCommand {
  const wire = JSON.parse(text) as WireCommand;
  const command = commandOfLog(wire);
  return { registerId: registerId(id ?? ''), wire, command, text: Buffer.from(text), contentHash };
}

function endAfter(end: LogEnd, run: Run): LogEnd {
  const last = run.at(-1) ?? run[0];
  const { application_number: applicationNumber, recorded_at: recordedAt, judging_day: day } = last;
  const turned = last.register_id === null && last.kind === 'DAGOVERGANG' && (end.day === null || day > end.day);
  return { partition: end.partition, applicationNumber, recordedAt, day: turned ? day : end.day };
}
