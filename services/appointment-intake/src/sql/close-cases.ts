import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface ClosingRecord {
  /** Cases it was linked to when it came in. */
  readonly case_ids: readonly string[];
  /** Keys that follow from the register's answer. */
  readonly keys: readonly string[];
  /** DT of its receipt. */
  readonly received_at: string;
}

export interface ClosedCaseRow {
  readonly oin: string;
  /** First day of the month of repair. */
  readonly month: string;
  /** Calendar days in Amsterdam between the first rejected record and the one that was accepted. */
  readonly days: number;
}

// A record that was accepted does not close a case whose last rejected record came in after it.
const text = `
  with accepted as (
    select c.case_id, max(c.received_at) as received_at
      from (select unnest(case_ids) as case_id, received_at
              from json_to_recordset($1::json) as a (case_ids uuid[], received_at timestamptz)
            union all
            select k.case_id, a.received_at
              from (select unnest(keys) as key, received_at
                      from json_to_recordset($1::json) as a (keys uuid[], received_at timestamptz)) as a
              join case_keys k using (key)) as c
     group by c.case_id
  ), closed as (
    update cases
       set closed_at = accepted.received_at
      from accepted
     where cases.id = accepted.case_id and cases.closed_at is null and cases.last_at <= accepted.received_at
    returning cases.id, cases.oin, cases.opened_at, cases.closed_at
  ), forgotten as (
    delete from case_keys where case_id in (select id from closed)
  )
  select oin, date_trunc('month', closed_at at time zone 'Europe/Amsterdam')::date as month,
         (closed_at at time zone 'Europe/Amsterdam')::date - (opened_at at time zone 'Europe/Amsterdam')::date as days
    from closed`;

/** Closes what these accepted records repair. @returns the cases that were closed now */
export async function closeCases(tx: Transaction, accepted: readonly ClosingRecord[]): Promise<ClosedCaseRow[]> {
  const { rows } = await tx.query<ClosedCaseRow>(text, [JSON.stringify(accepted)]);
  return rows;
}
