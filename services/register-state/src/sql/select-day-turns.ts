import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT judging_day FROM command_log
  WHERE partition = $1 AND kind = 'DAGOVERGANG' AND register_id IS NULL
    AND application_number > $2 AND application_number <= $3
  ORDER BY application_number`;

/** Days whose turn the partition took between two application numbers (the first excluded), in that order. */
export async function selectDayTurns(
  db: Queryable,
  partition: number,
  range: { readonly after: number; readonly until: number },
): Promise<string[]> {
  const { rows } = await db.query<{ judging_day: string }>(SQL, [partition, range.after, range.until]);
  return rows.map((row) => row.judging_day);
}
