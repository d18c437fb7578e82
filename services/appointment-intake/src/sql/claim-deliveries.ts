import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { DeliveryKey, DeliveryRow } from './find-deliveries.ts';

export interface NewDelivery extends DeliveryKey {
  /** DT. */
  readonly received_at: string;
  /** Of the request that takes it in. */
  readonly attempt: string;
  /** Hexadecimal, over all its records; absent while more records may follow. */
  readonly content_hash?: string;
  /** Records of it that have been taken when this is stored. */
  readonly records: number;
}

export interface ClaimedDelivery extends DeliveryRow {
  readonly number: number;
  readonly records: number;
  /** The request that stored it, or took it over, last. */
  readonly attempt: string | null;
  /** It was inserted by this statement. */
  readonly is_new: boolean;
}

// New rows are inserted and known ones locked in one order, that of their keys: two transactions with the same deliveries
// wait for each other instead of deadlocking. The update changes nothing; it is what locks, and leaves its mark in xmax.
const text = `
  insert into deliveries (oin, delivery_id, content_hash, received_at, state, records, attempt)
  select oin, delivery_id, decode(content_hash, 'hex'), received_at,
         case when content_hash is null then 'LOOPT' else 'VOLLEDIG' end, records, attempt
    from json_to_recordset($1::json) as d (
           oin text, delivery_id uuid, content_hash text, received_at timestamptz, records integer, attempt uuid)
   order by oin, delivery_id
  on conflict (oin, delivery_id) do update set received_at = deliveries.received_at
  returning oin, delivery_id, encode(content_hash, 'hex') as content_hash, number, records, attempt,
            xmax = 0 as is_new`;

/** Remembers and locks deliveries, each once. @returns what stands under their keys: the given one when it was not known */
export async function claimDeliveries(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<ClaimedDelivery[]> {
  const { rows } = await tx.query<ClaimedDelivery>(text, [JSON.stringify(deliveries)]);
  return rows;
}
