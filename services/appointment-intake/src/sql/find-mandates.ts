import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface MandateKey {
  readonly oin: string;
  readonly board: string;
  readonly delivery_point: string;
}

const text = `
  select distinct m.oin, m.board, m.delivery_point
    from json_to_recordset($1::json) as asked (oin text, board text, delivery_point text)
    join mandates m using (oin, board, delivery_point)`;

/** Those of the mandates asked for that exist. */
export async function findMandates(db: Queryable, asked: readonly MandateKey[]): Promise<MandateKey[]> {
  const { rows } = await db.query<MandateKey>(text, [JSON.stringify(asked)]);
  return rows;
}
