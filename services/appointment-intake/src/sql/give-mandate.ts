import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { MandateKey } from './find-mandates.ts';

const text = `
  insert into mandates (oin, board, delivery_point, given_by) values ($1, $2, $3, $4)
  on conflict do nothing`;

export async function giveMandate(db: Queryable, mandate: MandateKey, by: string): Promise<void> {
  await db.query(text, [mandate.oin, mandate.board, mandate.delivery_point, by]);
}
