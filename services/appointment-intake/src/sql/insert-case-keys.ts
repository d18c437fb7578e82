import type { Transaction } from '../../../_platform/src/database/database.ts';

const text = `
  insert into case_keys (key, case_id)
  select key, case_id from json_to_recordset($1::json) as k (key uuid, case_id uuid)
   order by key
  on conflict (key) do nothing`;

export async function insertCaseKeys(
  tx: Transaction,
  keys: readonly { readonly key: string; readonly case_id: string }[],
): Promise<void> {
  await tx.query(text, [JSON.stringify(keys)]);
}
