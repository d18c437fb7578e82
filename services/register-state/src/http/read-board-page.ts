import type { Database } from '../../../_platform/src/database/database.ts';
import { appointmentFrom } from '../apply/load-persons.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { JudgingLists, NewestLists } from '../lists/judging-lists.ts';
import { selectBoardAppointments } from '../sql/select-board-appointments.ts';
import { selectBoardPage } from '../sql/select-board-page.ts';
import type { BoardPageQuery } from '../sql/select-board-page.ts';

export interface BoardPage {
  /** Appointments of the page, in its order. */
  readonly rows: readonly { readonly registerId: string; readonly number: string }[];
  readonly hasMore: boolean;
  /** Per person of the page all his valid appointments at the board: terms are reckoned over all of them. */
  readonly appointments: ReadonlyMap<string, readonly Appointment[]>;
  readonly lists: NewestLists;
}

/** A page of a board's appointments, all of it as of one moment. */
export async function readBoardPage(
  database: Pick<Database, 'readSnapshot'>,
  lists: Pick<JudgingLists, 'newest'>,
  query: BoardPageQuery,
): Promise<BoardPage> {
  return database.readSnapshot(async (db) => {
    const { rows, hasMore } = await selectBoardPage(db, query);
    const persons = [...new Set(rows.map(({ registerId }) => registerId))];
    const found = await selectBoardAppointments(db, query.board, persons);
    const perPerson = [...Map.groupBy(found, (row) => row.register_id)];
    const appointments = new Map(perPerson.map(([person, own]) => [person, own.map(appointmentFrom)]));
    return { rows, hasMore, appointments, lists: await lists.newest(db) };
  });
}
