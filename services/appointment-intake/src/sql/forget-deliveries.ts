import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `delete from deliveries where received_at < $1::timestamptz`;

/** Delivery ids are remembered for 13 months (message book section 1). @returns how many were forgotten */
export async function forgetDeliveries(db: Queryable, before: string): Promise<number> {
  const { rowCount } = await db.query(text, [before]);
  return rowCount;
}
