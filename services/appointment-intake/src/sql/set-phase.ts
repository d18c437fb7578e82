import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Phase } from '../domain/phase.ts';

const text = `
  insert into board_phases (board, phase, effective_from, set_by, set_at)
  values ($1, $2, $3::date, $4, $5::timestamptz)`;

/** From that day on the board is in this phase, until a row of a later day; the rows of before stay. */
export async function setPhase(
  db: Queryable,
  o: {
    readonly board: string;
    readonly phase: Phase;
    /** D. */
    readonly effectiveFrom: string;
    readonly by: string;
    /** DT. */
    readonly at: string;
  },
): Promise<void> {
  await db.query(text, [o.board, o.phase, o.effectiveFrom, o.by, o.at]);
}
