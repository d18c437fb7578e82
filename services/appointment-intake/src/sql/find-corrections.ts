import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface CorrectionKey {
  readonly correction_id: string;
  readonly board: string;
}

export interface CorrectionRow extends CorrectionKey {
  readonly register_id: string;
}

const text = `
  select distinct c.correction_id, c.board, c.register_id
    from json_to_recordset($1::json) as asked (correction_id uuid, board text)
    join corrections c using (correction_id, board)`;

/** Those of the correction requests asked for that were sent to that board. */
export async function findCorrections(db: Queryable, asked: readonly CorrectionKey[]): Promise<CorrectionRow[]> {
  const { rows } = await db.query<CorrectionRow>(text, [JSON.stringify(asked)]);
  return rows;
}
