import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface NewCaseRow {
  readonly id: string;
  readonly board: string;
  readonly delivery_point: string;
  readonly kind: string;
  readonly oin: string;
  readonly first_message: string;
  readonly last_message: string;
  readonly first_signals: readonly Signaal[];
  readonly last_signals: readonly Signaal[];
  readonly attempts: number;
  readonly opened_at: string;
  readonly last_at: string;
}

const text = `
  insert into cases (id, board, delivery_point, kind, oin, first_message, last_message, first_signals, last_signals,
                     attempts, opened_at, last_at)
  select id, board, delivery_point, kind, oin, first_message, last_message, first_signals, last_signals,
         attempts, opened_at, last_at
    from json_to_recordset($1::json) as c (
           id uuid, board text, delivery_point text, kind text, oin text, first_message uuid, last_message uuid,
           first_signals json, last_signals json, attempts integer, opened_at timestamptz, last_at timestamptz)`;

export async function insertCases(tx: Transaction, cases: readonly NewCaseRow[]): Promise<void> {
  await tx.query(text, [JSON.stringify(cases)]);
}
