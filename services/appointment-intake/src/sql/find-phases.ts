import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Phase } from '../domain/phase.ts';

export interface PhaseRow {
  readonly board: string;
  readonly phase: Phase;
  /** D. */
  readonly effective_from: string;
  readonly set_by: string;
  /** DT. */
  readonly set_at: string;
}

const text = `
  select board, phase, effective_from, set_by, set_at
    from board_phases
   where board = any($1::text[])
   order by board, effective_from, number`;

/** Every phase that was ever given to these boards, in order of day; of two with one day the later given one holds. */
export async function findPhases(db: Queryable, boards: readonly string[]): Promise<PhaseRow[]> {
  const { rows } = await db.query<PhaseRow>(text, [boards]);
  return rows;
}
