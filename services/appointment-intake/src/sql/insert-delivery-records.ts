import type { Transaction } from '../../../_platform/src/database/database.ts';

/** What was answered to one record of a delivery. */
export interface DeliveryRecord {
  readonly delivery: number;
  /** Place in the delivery, from 0. */
  readonly ordinal: number;
  /** Hexadecimal. */
  readonly recordHash: string;
  readonly status: 'B' | 'A';
  readonly codes: readonly string[];
  /** Where its receipt is stored; absent when it was answered only. */
  readonly stored?: { readonly messageId: string; readonly sender: string };
  /** JSON of the receipt that is not stored. */
  readonly receipt?: string;
}

// As columns: every record of every delivery is written here. The same record may come again and get another answer when
// the former was not stored: a mandate given later, a fault of ours that passed.
const text = `
  insert into delivery_records (delivery, ordinal, record_hash, status, codes, message_id, sender, receipt)
  select delivery, ordinal, decode(record_hash, 'hex'), status, string_to_array(codes, ' '), message_id, sender, receipt
    from unnest($1::bigint[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::json[])
      as r (delivery, ordinal, record_hash, status, codes, message_id, sender, receipt)
  on conflict (delivery, ordinal) do update
     set status = excluded.status, codes = excluded.codes, message_id = excluded.message_id, sender = excluded.sender,
         receipt = excluded.receipt`;

export async function insertDeliveryRecords(tx: Transaction, records: readonly DeliveryRecord[]): Promise<void> {
  await tx.query(text, [
    records.map(({ delivery }) => delivery),
    records.map(({ ordinal }) => ordinal),
    records.map(({ recordHash }) => recordHash),
    records.map(({ status }) => status),
    records.map(({ codes }) => (codes.length === 0 ? null : codes.join(' '))),
    records.map(({ stored }) => stored?.messageId ?? null),
    records.map(({ stored }) => stored?.sender ?? null),
    records.map(({ receipt }) => receipt ?? null),
  ]);
}
