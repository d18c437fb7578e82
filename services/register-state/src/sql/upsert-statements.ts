import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { MatchResult } from '../domain/person.ts';

export interface StatementToWrite {
  readonly claim_id: string;
  readonly register_id: string;
  readonly place: number;
  readonly teaching: string;
  readonly stated_at: string;
  readonly withdrawn: boolean;
  readonly match: MatchResult | null;
}

const SQL = `
  INSERT INTO teaching_statements (claim_id, register_id, place, teaching, stated_at, withdrawn, match)
  SELECT claim_id, register_id, place, teaching, stated_at, withdrawn, match
  FROM json_to_recordset($1::json) AS r (claim_id uuid, register_id uuid, place smallint, teaching text,
    stated_at timestamptz, withdrawn boolean, match json)
  ON CONFLICT (claim_id) DO UPDATE SET
    place = excluded.place, withdrawn = excluded.withdrawn, match = excluded.match`;

export async function upsertStatements(tx: Transaction, rows: readonly StatementToWrite[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
