import type { TermStepTaken } from '../domain/anteroom-entry.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface EntryToWrite {
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly ground: string;
  readonly teaching: string;
  readonly status: string;
  readonly reason: string | null;
  readonly ended_on: string | null;
  readonly latest_day: string | null;
  readonly steps: readonly TermStepTaken[];
  readonly overdue_since: string | null;
}

const SQL = `
  INSERT INTO anteroom_entries
    (register_id, board, number, ground, teaching, status, reason, ended_on, latest_day, steps, overdue_since)
  SELECT register_id, board, number, ground, teaching, status, reason, ended_on, latest_day, steps, overdue_since
  FROM json_to_recordset($1::json) AS r (register_id uuid, board text, number text, ground text, teaching text,
    status text, reason text, ended_on date, latest_day date, steps json, overdue_since date)
  ON CONFLICT (register_id, board, number, ground, teaching) DO UPDATE SET
    status = excluded.status, reason = excluded.reason, ended_on = excluded.ended_on, latest_day = excluded.latest_day,
    steps = excluded.steps, overdue_since = excluded.overdue_since`;

export async function upsertEntries(tx: Transaction, rows: readonly EntryToWrite[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
