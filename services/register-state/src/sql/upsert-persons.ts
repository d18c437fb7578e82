import type { Transaction } from '../../../_platform/src/database/database.ts';
import { column } from './column.ts';

export interface PersonToWrite {
  readonly registerId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly statusSince: string | null;
  readonly wantsReregistration: boolean;
  readonly sequence: number;
  readonly pensionReached: boolean;
  readonly staysAfterPension: boolean;
  readonly dueOn: string | null;
}

const SQL = String.raw`
  INSERT INTO persons
    (register_id, partition, status, reason, status_since, wants_reregistration, sequence, due_on, pension_reached,
      stays_after_pension)
  SELECT register_id, $1::smallint, status, reason, status_since, wants_reregistration, sequence, due_on,
    pension_reached, stays_after_pension
  FROM unnest(
    string_to_array($2, E'\n', '')::uuid[], string_to_array($3, E'\n', ''), string_to_array($4, E'\n', ''),
    string_to_array($5, E'\n', '')::date[], string_to_array($6, E'\n', '')::boolean[],
    string_to_array($7, E'\n', '')::integer[], string_to_array($8, E'\n', '')::date[],
    string_to_array($9, E'\n', '')::boolean[], string_to_array($10, E'\n', '')::boolean[]
  ) AS r (register_id, status, reason, status_since, wants_reregistration, sequence, due_on, pension_reached,
    stays_after_pension)
  ON CONFLICT (register_id) DO UPDATE SET
    status = excluded.status, reason = excluded.reason, status_since = excluded.status_since,
    wants_reregistration = excluded.wants_reregistration, sequence = excluded.sequence, due_on = excluded.due_on,
    pension_reached = excluded.pension_reached, stays_after_pension = excluded.stays_after_pension`;

export async function upsertPersons(tx: Transaction, partition: number, rows: readonly PersonToWrite[]): Promise<void> {
  await tx.query(SQL, [
    partition,
    column(rows.map((row) => row.registerId)),
    column(rows.map((row) => row.status)),
    column(rows.map((row) => row.reason)),
    column(rows.map((row) => row.statusSince)),
    column(rows.map((row) => row.wantsReregistration)),
    column(rows.map((row) => row.sequence)),
    column(rows.map((row) => row.dueOn)),
    column(rows.map((row) => row.pensionReached)),
    column(rows.map((row) => row.staysAfterPension)),
  ]);
}
