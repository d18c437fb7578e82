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

// Of what a consumer gets of a person in one way the first of a day is kept: who takes events one by one, or the register
// again and again, would leave rows without end. Ids are in order of real time (UUID version 7), so that only those of the
// last day are looked at. Two processes at one moment may both leave a row: nothing but a row too many.
const SQL = `
  INSERT INTO lookups (register_id, id, at, activity, role, organisation, fields)
  SELECT register_id, id, at, activity, role, organisation, fields
  FROM json_to_recordset($1::json) AS r (id uuid, register_id uuid, at timestamptz, activity text, role text,
    organisation text, fields text[])
  WHERE role <> 'AFNEMER' OR NOT EXISTS (
    SELECT FROM lookups AS l
    WHERE l.register_id = r.register_id AND l.id > $2 AND l.activity = r.activity AND l.role = r.role
      AND l.organisation = r.organisation
      AND (l.at AT TIME ZONE 'Europe/Amsterdam')::date = (r.at AT TIME ZONE 'Europe/Amsterdam')::date)`;

/** Longer than any day. */
const DAY_MS = 26 * 60 * 60_000;

export async function insertLookups(tx: Transaction, rows: readonly LookupRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows), idAt(Date.now() - DAY_MS)]);
}

/** Before all UUIDs version 7 of this moment and later. */
function idAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
