import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { CorrectionRow } from './find-corrections.ts';

// In key order. A reminder names the same request again.
const text = `
  insert into corrections (correction_id, board, register_id)
  select distinct correction_id, board, register_id
    from json_to_recordset($1::json) as c (correction_id uuid, board text, register_id uuid)
   order by correction_id, board
  on conflict do nothing`;

/** Remembers whom the correction requests are about that boards will answer. */
export async function insertCorrections(tx: Transaction, corrections: readonly CorrectionRow[]): Promise<void> {
  await tx.query(text, [JSON.stringify(corrections)]);
}
