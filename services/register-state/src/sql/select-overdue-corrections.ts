import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { CorrectionStatus } from '../domain/correction.ts';

export interface OverdueQuery {
  /** Requests whose last day to answer was before this one. */
  readonly day: string;
  readonly board: string | null;
  readonly after: { readonly answerBy: string; readonly id: string } | null;
  readonly limit: number;
}

export interface OverdueCorrection {
  readonly id: string;
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly status: Extract<CorrectionStatus, 'BIJ_BESTUUR' | 'WACHT_OP_STAND'>;
  readonly fields: readonly string[];
  readonly requested_at: string;
  readonly answer_by: string;
}

// Walks the index corrections_open, which holds open requests alone.
const SQL = `
  SELECT id, register_id, board, number, status, fields, requested_at, answer_by FROM corrections
  WHERE status IN ('BIJ_BESTUUR', 'WACHT_OP_STAND') AND answer_by < $1::date
    AND ($2::text IS NULL OR board = $2)
    AND ($3::date IS NULL OR (answer_by, id) > ($3::date, $4::uuid))
  ORDER BY answer_by, id
  LIMIT $5`;

export async function selectOverdueCorrections(
  db: Queryable,
  { day, board, after, limit }: OverdueQuery,
): Promise<{ rows: OverdueCorrection[]; hasMore: boolean }> {
  const params = [day, board, after?.answerBy ?? null, after?.id ?? null, limit + 1];
  const { rows } = await db.query<OverdueCorrection>(SQL, params);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}
