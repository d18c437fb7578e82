import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { CorrectionAnswer } from '../domain/correction.ts';

export interface CorrectionToWrite {
  readonly id: string;
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly status: string;
  readonly fields: readonly string[];
  readonly explanation: string;
  readonly requested_at: string;
  readonly requested_on: string;
  readonly answer_by: string;
  readonly reminded: boolean;
  readonly changed_since: boolean;
  readonly answer: CorrectionAnswer | null;
  readonly standing: object;
  readonly due_by: string | null;
}

// What was asked never changes; what became of it does.
const SQL = `
  INSERT INTO corrections (id, register_id, board, number, status, fields, explanation, requested_at, requested_on,
    answer_by, reminded, changed_since, answer, standing, due_by)
  SELECT id, register_id, board, number, status, fields, explanation, requested_at, requested_on, answer_by, reminded,
    changed_since, answer, standing, due_by
  FROM json_to_recordset($1::json) AS r (id uuid, register_id uuid, board text, number text, status text, fields json,
    explanation text, requested_at timestamptz, requested_on date, answer_by date, reminded boolean,
    changed_since boolean, answer json, standing json, due_by date)
  ON CONFLICT (id) DO UPDATE SET
    status = excluded.status, reminded = excluded.reminded, changed_since = excluded.changed_since,
    answer = excluded.answer, standing = excluded.standing, due_by = excluded.due_by`;

export async function upsertCorrections(tx: Transaction, rows: readonly CorrectionToWrite[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
