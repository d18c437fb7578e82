import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface DeliveryKey {
  readonly oin: string;
  readonly delivery_id: string;
}

export interface DeliveryRow extends DeliveryKey {
  /** Hexadecimal; null while the delivery is not complete. */
  readonly content_hash: string | null;
}

const text = `
  select distinct d.oin, d.delivery_id, encode(d.content_hash, 'hex') as content_hash
    from json_to_recordset($1::json) as asked (oin text, delivery_id uuid)
    join deliveries d using (oin, delivery_id)`;

export async function findDeliveries(db: Queryable, asked: readonly DeliveryKey[]): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(text, [JSON.stringify(asked)]);
  return rows;
}
