import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { NewDelivery } from './claim-deliveries.ts';

// A delivery that was complete stays so, and never gets fewer records. One of before records were counted (0) has its
// count when it has come again whole. Its row is locked by claimDeliveries.
const text = `
  update deliveries d
     set content_hash = coalesce(d.content_hash, decode(n.content_hash, 'hex')),
         state = case when d.content_hash is null and n.content_hash is null then 'LOOPT' else 'VOLLEDIG' end,
         records = case when d.content_hash is null or n.content_hash is not null
                        then greatest(d.records, n.records) else d.records end,
         attempt = n.attempt, moved_at = now()
    from json_to_recordset($1::json) as n (oin text, delivery_id uuid, content_hash text, records integer, attempt uuid)
   where d.oin = n.oin and d.delivery_id = n.delivery_id`;

/** Brings known deliveries to where their requests are now. */
export async function moveDeliveries(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
  await tx.query(text, [JSON.stringify(deliveries)]);
}
