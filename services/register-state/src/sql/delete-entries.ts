import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface EntryToDelete {
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly ground: string;
  readonly teaching: string;
}

const SQL = `
  DELETE FROM anteroom_entries AS e
  USING json_to_recordset($1::json) AS r (register_id uuid, board text, number text, ground text, teaching text)
  WHERE (e.register_id, e.board, e.number, e.ground, e.teaching)
      = (r.register_id, r.board, r.number, r.ground, r.teaching)`;

/** For an entry that goes on under another base ground: it has one row, under its newest key. */
export async function deleteEntries(tx: Transaction, rows: readonly EntryToDelete[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
