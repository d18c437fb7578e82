import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `
  update deliveries set state = 'AFGEBROKEN', moved_at = now()
   where oin = $1 and delivery_id = $2 and attempt = $3 and state = 'LOOPT'`;

/** Says that a stream ended before its delivery did, unless another request went on with it. */
export async function breakDelivery(db: Queryable, oin: string, deliveryId: string, attempt: string): Promise<void> {
  await db.query(text, [oin, deliveryId, attempt]);
}
