import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface DeliveryState {
  readonly number: number;
  readonly state: 'LOOPT' | 'VOLLEDIG' | 'AFGEBROKEN';
  /** DT. */
  readonly received_at: string;
}

// A stream takes a part or gives up within less: one that did not move for so long has lost its process. A delivery without
// records was taken in before they were kept one by one: sent again, it gives their receipts and is found from then on.
const text = `
  select number, received_at,
         case when state = 'LOOPT' and moved_at < now() - interval '3 minutes' then 'AFGEBROKEN' else state end as state
    from deliveries
   where oin = $1 and delivery_id = $2 and records > 0`;

export async function findDelivery(db: Queryable, oin: string, deliveryId: string): Promise<DeliveryState | undefined> {
  const { rows } = await db.query<DeliveryState>(text, [oin, deliveryId]);
  return rows[0];
}
