import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface GrownCaseRow {
  readonly id: string;
  readonly last_message: string;
  readonly last_signals: readonly Signaal[];
  readonly last_at: string;
  /** To be added. */
  readonly attempts: number;
}

const text = `
  update cases
     set last_message = g.last_message, last_signals = g.last_signals, attempts = cases.attempts + g.attempts,
         last_at = greatest(cases.last_at, g.last_at)
    from json_to_recordset($1::json) as g (
           id uuid, last_message uuid, last_signals json, last_at timestamptz, attempts integer)
   where cases.id = g.id`;

export async function growCases(tx: Transaction, cases: readonly GrownCaseRow[]): Promise<void> {
  await tx.query(text, [JSON.stringify(cases)]);
}
