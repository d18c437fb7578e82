import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { CorrectionRow } from './find-corrections.ts';

export interface ToldCorrection extends CorrectionRow {
  /** DT: time of the record. */
  readonly told_at: string;
}

// In key order. A reminder names the same request again.
const text = `
  insert into corrections as known (correction_id, board, register_id, told_at)
  select distinct on (correction_id, board) correction_id, board, register_id, told_at
    from json_to_recordset($1::json) as c (correction_id uuid, board text, register_id uuid, told_at timestamptz)
   order by correction_id, board, told_at desc
  on conflict (correction_id, board) do update set told_at = greatest(known.told_at, excluded.told_at)`;

/** Remembers whom the correction requests are about that boards will answer. */
export async function insertCorrections(tx: Transaction, corrections: readonly ToldCorrection[]): Promise<void> {
  await tx.query(text, [JSON.stringify(corrections)]);
}
