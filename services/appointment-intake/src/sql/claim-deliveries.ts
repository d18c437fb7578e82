import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { DeliveryKey, DeliveryRow } from './find-deliveries.ts';

export interface NewDelivery extends DeliveryRow {
  readonly received_at: string;
}

// In key order, so that two transactions with the same deliveries wait for each other instead of deadlocking.
const text = `
  insert into deliveries (oin, delivery_id, content_hash, received_at)
  select oin, delivery_id, decode(content_hash, 'hex'), received_at
    from json_to_recordset($1::json) as d (oin text, delivery_id uuid, content_hash text, received_at timestamptz)
   order by oin, delivery_id
  on conflict do nothing
  returning oin, delivery_id`;

/** Remembers delivery ids; returns those that were not known yet. */
export async function claimDeliveries(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<DeliveryKey[]> {
  const { rows } = await tx.query<DeliveryKey>(text, [JSON.stringify(deliveries)]);
  return rows;
}
