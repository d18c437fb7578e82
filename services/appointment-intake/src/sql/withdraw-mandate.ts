import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { MandateKey } from './find-mandates.ts';

const text = `
  with withdrawn as (
    delete from mandates where oin = $1 and board = $2 and delivery_point = $3
    returning oin, board, delivery_point, given_at, given_by
  )
  insert into withdrawn_mandates (oin, board, delivery_point, given_at, given_by, withdrawn_by)
  select oin, board, delivery_point, given_at, given_by, $4 from withdrawn`;

/** @returns whether there was one; it stays in withdrawn_mandates with who gave it and who took it away */
export async function withdrawMandate(db: Queryable, mandate: MandateKey, by: string): Promise<boolean> {
  const { rowCount } = await db.query(text, [mandate.oin, mandate.board, mandate.delivery_point, by]);
  return rowCount > 0;
}
