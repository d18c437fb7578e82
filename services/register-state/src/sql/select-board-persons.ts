import type { Queryable } from '../../../_platform/src/database/database.ts';

// The index appointments_of_board alone.
const SQL = `SELECT DISTINCT register_id FROM appointments WHERE board = $1`;

/** Register ids of everybody of whom a board ever delivered an appointment, deleted ones included. */
export async function selectBoardPersons(db: Queryable, board: string): Promise<string[]> {
  const { rows } = await db.query<{ register_id: string }>(SQL, [board]);
  return rows.map(({ register_id: id }) => id);
}
