import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface LookupRow {
  /** Of the line in the processing log. */
  readonly id: string;
  readonly register_id: string;
  readonly at: string;
  readonly activity: string;
  readonly role: string;
  readonly organisation: string | null;
  readonly fields: readonly string[];
}

const SQL = `
  INSERT INTO lookups (register_id, id, at, activity, role, organisation, fields)
  SELECT register_id, id, at, activity, role, organisation, fields
  FROM json_to_recordset($1::json) AS r (id uuid, register_id uuid, at timestamptz, activity text, role text,
    organisation text, fields text[])`;

export async function insertLookups(tx: Transaction, rows: readonly LookupRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
