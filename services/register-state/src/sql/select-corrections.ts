import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { CorrectionAnswer, CorrectionStatus } from '../domain/correction.ts';

export interface CorrectionRow {
  readonly id: string;
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly status: CorrectionStatus;
  readonly fields: readonly string[];
  readonly explanation: string;
  readonly requested_at: string;
  readonly requested_on: string;
  readonly reminded: boolean;
  readonly changed_since: boolean;
  readonly answer: CorrectionAnswer | null;
  /** Facts of the status. */
  readonly standing: Record<string, unknown>;
}

const SQL = `
  SELECT id, register_id, board, number, status, fields, explanation, requested_at, requested_on, reminded,
    changed_since, answer, standing
  FROM corrections WHERE register_id = ANY ($1::uuid[])`;

/** Closed ones included. */
export async function selectCorrections(db: Queryable, registerIds: readonly string[]): Promise<CorrectionRow[]> {
  return (await db.query<CorrectionRow>(SQL, [registerIds])).rows;
}
