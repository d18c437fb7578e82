import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { CorrectionRow } from './select-corrections.ts';

export interface DueQuery {
  /** Requests of which a term of the board or the register ended before this day; null: whatever waits for the register. */
  readonly overOn: string | null;
  readonly board: string | null;
  readonly after: { readonly dueBy: string; readonly id: string } | null;
  readonly limit: number;
}

export interface DueCorrection extends CorrectionRow {
  readonly due_by: string;
}

// Walks the index corrections_due, which holds requests alone that somebody has to take further.
const SQL = `
  SELECT id, register_id, board, number, status, fields, explanation, requested_at, requested_on, reminded,
    changed_since, answer, standing, due_by
  FROM corrections
  WHERE due_by IS NOT NULL
    AND CASE WHEN $1::date IS NULL THEN status IN ('BESLUIT_GEVRAAGD', 'BEZWAAR', 'ADVIES', 'UITSPRAAK')
             ELSE due_by < $1::date END
    AND ($2::text IS NULL OR board = $2)
    AND ($3::date IS NULL OR (due_by, id) > ($3::date, $4::uuid))
  ORDER BY due_by, id
  LIMIT $5`;

export async function selectDueCorrections(
  db: Queryable,
  { overOn, board, after, limit }: DueQuery,
): Promise<{ rows: DueCorrection[]; hasMore: boolean }> {
  const params = [overOn, board, after?.dueBy ?? null, after?.id ?? null, limit + 1];
  const { rows } = await db.query<DueCorrection>(SQL, params);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}
