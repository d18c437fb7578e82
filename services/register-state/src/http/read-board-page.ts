import type { Database, Queryable } from '../../../_platform/src/database/database.ts';
import { appointmentFrom, correctionFrom } from '../apply/load-persons.ts';
import type { Appointment, ValidAppointment } from '../domain/appointment.ts';
import { contestedAppointments } from '../domain/contested.ts';
import type { Contested } from '../domain/contested.ts';
import type { Correction } from '../domain/correction.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import { registerId } from '../domain/ids.ts';
import { isValidOnDay } from '../domain/valid-on-day.ts';
import { personsAt } from '../history/persons-at.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import { selectBoardAppointments } from '../sql/select-board-appointments.ts';
import { selectBoardPage } from '../sql/select-board-page.ts';
import type { BoardCandidate, BoardPageQuery } from '../sql/select-board-page.ts';
import { selectCorrections } from '../sql/select-corrections.ts';
import { selectListNumbers } from '../sql/select-list-numbers.ts';
import { selectLogPoint } from '../sql/select-log-point.ts';

/** A page that is asked for: the first one, of now or of another time, or what follows on one. */
export type BoardPageAsked = Omit<BoardPageQuery, 'after' | 'point'> &
  (
    | { readonly bekendOp: string | undefined }
    | { readonly after: NonNullable<BoardPageQuery['after']>; readonly point: readonly number[] }
  );

export interface BoardPage {
  /** Appointments of the page, in its order. */
  readonly rows: readonly BoardPageRow[];
  /** The page that follows goes on after this appointment; absent on the last. */
  readonly last?: { readonly registerId: string; readonly number: string };
  /** What this page tells, and all that follow on it have to: application numbers from partition 0 on. */
  readonly point: readonly number[];
}

export interface BoardPageRow {
  readonly registerId: string;
  readonly appointment: ValidAppointment;
  /** All his appointments at the board: terms are reckoned over all of them. */
  readonly appointments: readonly Appointment[];
  readonly book: GroundBook;
  /** What of his appointments is in question. */
  readonly contested: readonly Contested[];
}

/** A person's appointments at the board with the grounds they are judged with, and what of them is in question. */
type OfPerson = Pick<BoardPageRow, 'appointments' | 'book' | 'contested'>;

/**
 * A page of a board's appointments as they were at one point of the log. Whom the board did not deliver about since is read
 * from the live rows, anybody else is folded; so a page costs what changed, and no more. Whoever asked for a correction is
 * folded too, unless the point is now: the turn of a day ends a request without a trace among his commands. It may hold fewer than the limit,
 * even none, and still be followed by another: one look at so many candidates is what a request may cost.
 */
export async function readBoardPage(
  database: Pick<Database, 'readSnapshot'>,
  lists: Pick<JudgingLists, 'newest' | 'named'>,
  asked: BoardPageAsked,
  partitions: number,
): Promise<BoardPage> {
  const { board, day, location, limit } = asked;
  return database.readSnapshot(async (db) => {
    const isFirst = !('point' in asked);
    const point = isFirst ? await selectLogPoint(db, partitions, asked.bekendOp ?? 'infinity') : asked.point;
    const isNow = isFirst && asked.bekendOp === undefined;
    const { candidates: found, hasMore } = await selectBoardPage(db, {
      ...{ board, day, location, limit },
      after: isFirst ? null : asked.after,
      point: isNow ? null : point,
    });
    const corrections = await correctionsAt(db, board, found);
    const candidates = isNow
      ? found
      : found.map((one) => ({ ...one, isChanged: one.isChanged || corrections.has(one.registerId) }));
    const persons = new Map([
      ...(await changedPersons(db, lists, candidates, board, point)),
      ...(await unchangedPersons(db, lists, candidates, { board, point, corrections })),
    ]);
    const rows = candidates.flatMap((candidate): BoardPageRow[] => {
      const person = persons.get(candidate.registerId);
      const appointment = person?.appointments.find(({ number }) => number === candidate.number);
      if (person === undefined || appointment?.kind !== 'GELDIG') return [];
      if (candidate.isChanged && !isValidOnDay(appointment.snapshot, day, location)) return [];
      return [{ registerId: candidate.registerId, appointment, ...person }];
    });
    const last = candidates.at(-1);
    return { rows, point, ...(hasMore && last !== undefined ? { last } : {}) };
  });
}

type Corrections = ReadonlyMap<string, readonly Correction[]>;

/** The requests for correction at the board, by person, as they stand now. */
async function correctionsAt(
  db: Queryable,
  board: string,
  candidates: readonly BoardCandidate[],
): Promise<Corrections> {
  if (candidates.length === 0) return new Map();
  const rows = await selectCorrections(db, [...new Set(candidates.map(({ registerId: id }) => id))]);
  const own = Map.groupBy(
    rows.filter((row) => row.board === board),
    (row) => row.register_id,
  );
  return new Map([...own].map(([id, some]) => [id, some.map(correctionFrom)]));
}

async function changedPersons(
  db: Queryable,
  lists: Pick<JudgingLists, 'newest' | 'named'>,
  candidates: readonly BoardCandidate[],
  board: string,
  point: readonly number[],
): Promise<[string, OfPerson][]> {
  const ids = [...new Set(candidates.filter((one) => one.isChanged).map((one) => registerId(one.registerId)))];
  if (ids.length === 0) return [];
  const applied = new Map(point.entries());
  return [...(await personsAt(db, lists, ids, { applied }))].map(([id, { person, book }]) => [
    id,
    {
      appointments: person.appointments.filter((one) => one.board === board),
      book,
      contested: contestedAppointments(person).filter((one) => one.board === board),
    },
  ]);
}

async function unchangedPersons(
  db: Queryable,
  lists: Pick<JudgingLists, 'named'>,
  candidates: readonly BoardCandidate[],
  {
    board,
    point,
    corrections,
  }: { readonly board: string; readonly point: readonly number[]; readonly corrections: Corrections },
): Promise<[string, OfPerson][]> {
  const partitionOf = new Map(candidates.filter((one) => !one.isChanged).map((one) => [one.registerId, one.partition]));
  if (partitionOf.size === 0) return [];
  const numbers = await selectListNumbers(db, point);
  const named = await lists.named(
    db,
    new Map([...numbers].map(([partition, number]) => [partition, new Set([number])])),
  );
  const found = await selectBoardAppointments(db, board, [...partitionOf.keys()]);
  return [...Map.groupBy(found, (row) => row.register_id)].map(([id, own]) => {
    const partition = partitionOf.get(id) ?? 0;
    const appointments = own.map(appointmentFrom);
    const contested = contestedAppointments({ appointments, corrections: corrections.get(id) ?? [] });
    return [id, { appointments, book: named.at(partition, numbers.get(partition) ?? 0).book, contested }];
  });
}
