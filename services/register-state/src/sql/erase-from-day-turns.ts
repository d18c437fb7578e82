import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Answer } from '../apply/applied-command.ts';

export interface DayTurnRow {
  readonly application_number: number;
  readonly answer: Answer | null;
  readonly skipped: readonly string[] | null;
}

// Every list of an answer names its persons by `registratieId`.
const NAMING = `
  SELECT application_number, answer, skipped FROM command_log
  WHERE partition = $1 AND register_id IS NULL AND kind = 'DAGOVERGANG' AND (
    answer IS NOT NULL AND EXISTS (
      SELECT FROM json_each(answer) AS l, json_array_elements(l.value) AS one
      WHERE one ->> 'registratieId' = ANY ($2::text[]))
    OR skipped IS NOT NULL AND EXISTS (
      SELECT FROM json_array_elements_text(skipped) AS s (passed_by) WHERE passed_by = ANY ($2::text[])))
  ORDER BY application_number FOR UPDATE`;

const UPDATE = `
  UPDATE command_log AS c SET answer = r.answer, skipped = r.skipped
  FROM json_to_recordset($2::json) AS r (application_number bigint, answer json, skipped json)
  WHERE c.partition = $1 AND c.application_number = r.application_number`;

/** The day turns of a partition that told boards something of these persons, or passed them by. */
export async function selectDayTurnsNaming(
  tx: Transaction,
  partition: number,
  registerIds: readonly string[],
): Promise<DayTurnRow[]> {
  return (await tx.query<DayTurnRow>(NAMING, [partition, registerIds])).rows;
}

export async function updateDayTurns(tx: Transaction, partition: number, rows: readonly DayTurnRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(UPDATE, [partition, JSON.stringify(rows)]);
}
