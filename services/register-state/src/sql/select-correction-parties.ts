import type { Queryable } from '../../../_platform/src/database/database.ts';

/** Whom a request for correction concerns. */
export interface CorrectionParties {
  readonly registerId: string;
  readonly board: string;
}

const SQL = `SELECT register_id, board FROM corrections WHERE id = $1`;

export async function selectCorrectionParties(db: Queryable, id: string): Promise<CorrectionParties | undefined> {
  const [row] = (await db.query<{ register_id: string; board: string }>(SQL, [id])).rows;
  return row === undefined ? undefined : { registerId: row.register_id, board: row.board };
}
