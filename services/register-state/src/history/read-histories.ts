import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import { registerId } from '../domain/ids.ts';
import type { RegisterId } from '../domain/ids.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import type { NamedVersion } from '../lists/named-lists.ts';
import { commandOfLog } from '../messages/read-command.ts';
import { selectPartitionLog } from '../sql/select-partition-log.ts';
import type { PartitionLogRow } from '../sql/select-partition-log.ts';
import { selectPersonLog } from '../sql/select-person-log.ts';
import type { PersonLogRow } from '../sql/select-person-log.ts';
import { foldPerson } from './fold-person.ts';
import type { OwnCommand, PartitionCommand, PersonHistory } from './fold-person.ts';

/** The history of a person with what it was judged by. */
export interface ReadHistory extends PersonHistory {
  readonly partition: number;
  /** The partition's part of it, in order of application. */
  readonly partitionLog: readonly PartitionCommand[];
  /** By the number that a row of his log names. */
  readonly bookOf: (listVersion: number) => GroundBook;
  readonly versionsOf: (listVersion: number) => readonly NamedVersion[];
}

/**
 * The histories of these persons up to now, from the command log. Who has no row there is left out, and so is who was
 * destroyed: nothing of his past can be made again. Three statements
 * and one per set of code lists that was not opened before, whatever the number of persons; in a read snapshot, all of
 * it is of one moment.
 */
export async function readHistories(
  db: Queryable,
  lists: Pick<JudgingLists, 'named'>,
  ids: readonly RegisterId[],
): Promise<Map<RegisterId, ReadHistory>> {
  const own = withoutErased(await selectPersonLog(db, ids));
  const partitions = [...new Set(own.map(({ partition }) => partition))];
  if (partitions.length === 0) return new Map();
  const shared = await selectPartitionLog(db, partitions);
  const named = await lists.named(db, versionsNamed([...own, ...shared]));
  const sharedOf = new Map(
    [...Map.groupBy(shared, ({ partition }) => partition)].map(([at, rows]) => [at, rows.map(partitionCommand)]),
  );

  const histories = new Map<RegisterId, ReadHistory>();
  for (const [key, rows] of Map.groupBy(own, (row) => row.register_id)) {
    const id = registerId(key);
    const partition = rows[0]?.partition ?? 0;
    const partitionLog = sharedOf.get(partition) ?? [];
    const bookOf = (listVersion: number): GroundBook => named.at(partition, listVersion).book;
    const versionsOf = (listVersion: number) => named.versionsAt(partition, listVersion);
    const history = foldPerson(id, rows.map(ownCommand), partitionLog, bookOf);
    histories.set(id, { ...history, partition, partitionLog, bookOf, versionsOf });
  }
  return histories;
}

function withoutErased(rows: readonly PersonLogRow[]): PersonLogRow[] {
  const erased = new Set(rows.filter(({ command }) => !('bron' in command)).map((row) => row.register_id));
  return rows.filter((row) => !erased.has(row.register_id));
}

function versionsNamed(
  rows: readonly { readonly partition: number; readonly list_version: number }[],
): Map<number, Set<number>> {
  const wanted = new Map<number, Set<number>>();
  for (const { partition, list_version: number } of rows) {
    const numbers = wanted.get(partition) ?? new Set();
    wanted.set(partition, numbers.add(number));
  }
  return wanted;
}

function ownCommand(row: PersonLogRow): OwnCommand {
  return { of: 'person', ...logged(row), command: commandOfLog(row.command) };
}

function partitionCommand(row: PartitionLogRow): PartitionCommand {
  const common = { of: 'partition', ...logged(row), id: row.id } as const;
  if (row.kind === 'LIJSTVERSIE') return { ...common, kind: row.kind, list: row.list ?? '' };
  return { ...common, kind: row.kind, passedBy: new Set(row.skipped) };
}

function logged(row: PersonLogRow | PartitionLogRow) {
  return {
    applicationNumber: row.application_number,
    recordedAt: row.recorded_at,
    judgingDay: row.judging_day,
    listVersion: row.list_version,
  };
}
