import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ReceiptKey } from './receipt-rows.ts';

export interface RejectedReceiptRow extends ReceiptKey {
  readonly delivery_point: string;
  readonly received_at: string;
  readonly case_ids: readonly string[] | null;
  /** berichtsoort. */
  readonly kind: string;
  readonly oin: string;
  /** Null for kinds without an appointment. */
  readonly benoemingvolgnummer: string | null;
}

const text = `
  select r.message_id, r.sender, r.delivery_point, r.received_at, r.case_ids,
         r.record #>> '{kop,berichtsoort}' as kind,
         coalesce(r.record #>> '{kop,oinLeverancier}', r.record #>> '{kop,oinVerzender}') as oin,
         coalesce(r.record #>> '{benoeming,benoemingvolgnummer}',
                  r.record #>> '{verwijderingBenoeming,benoemingvolgnummer}') as benoemingvolgnummer
    from json_to_recordset($1::json) as asked (message_id uuid, sender text)
    join receipts r using (message_id, sender)
   where r.status = 'B' and not r.is_trial`;

/** What is known of records that intake accepted and the register rejected. */
export async function readRejectedReceipts(db: Queryable, keys: readonly ReceiptKey[]): Promise<RejectedReceiptRow[]> {
  const { rows } = await db.query<RejectedReceiptRow>(text, [JSON.stringify(keys)]);
  return rows;
}
