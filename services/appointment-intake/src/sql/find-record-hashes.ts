import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface RecordRange {
  readonly delivery: number;
  readonly first: number;
  /** Included. */
  readonly last: number;
}

export interface RecordHash {
  readonly delivery: number;
  readonly ordinal: number;
  /** Hexadecimal. */
  readonly record_hash: string;
}

const text = `
  select r.delivery, r.ordinal, encode(r.record_hash, 'hex') as record_hash
    from json_to_recordset($1::json) as asked (delivery bigint, first integer, last integer)
    join delivery_records r on r.delivery = asked.delivery and r.ordinal between asked.first and asked.last`;

/** The hashes of records that deliveries already hold at these places. */
export async function findRecordHashes(tx: Transaction, ranges: readonly RecordRange[]): Promise<RecordHash[]> {
  const { rows } = await tx.query<RecordHash>(text, [JSON.stringify(ranges)]);
  return rows;
}
