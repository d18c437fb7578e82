import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface DestructionOutcome {
  readonly register_id: string;
  readonly erased: boolean;
  readonly rows: Readonly<Record<string, number>>;
  /** Null when nothing was looked for: its events are not published yet. */
  readonly leftovers: Readonly<Record<string, number>> | null;
  readonly topics: readonly { readonly topic: string; readonly tot: string | null }[] | null;
  /** Null as long as something is left. */
  readonly carried_out_at: string | null;
}

const SQL = `
  UPDATE destructions AS d SET
    state = CASE WHEN r.carried_out_at IS NULL THEN 'BESLOTEN' ELSE 'UITGEVOERD' END,
    erased = d.erased OR r.erased, rows = r.rows, leftovers = r.leftovers, topics = r.topics,
    carried_out_at = r.carried_out_at, looked_at = now()
  FROM json_to_recordset($1::json) AS r
    (register_id uuid, erased boolean, rows json, leftovers json, topics json, carried_out_at timestamptz)
  WHERE d.kind = 'PERSOON' AND d.register_id = r.register_id`;

export async function updateDestructions(tx: Transaction, outcomes: readonly DestructionOutcome[]): Promise<void> {
  await tx.query(SQL, [JSON.stringify(outcomes)]);
}
