import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT p.place - 1 AS partition, (
    SELECT list_version FROM command_log AS c
    WHERE c.partition = p.place - 1 AND application_number <= p.number ORDER BY application_number DESC LIMIT 1
  ) AS list_version
  FROM unnest($1::bigint[]) WITH ORDINALITY AS p (number, place)`;

/**
 * Which code lists each partition judged with at a point of its log; partitions without a command by then are left out.
 *
 * @param point application numbers from partition 0 on
 */
export async function selectListNumbers(db: Queryable, point: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await db.query<{ partition: number; list_version: number | null }>(SQL, [point]);
  return new Map(
    rows.flatMap(({ partition, list_version: number }): [number, number][] =>
      number === null ? [] : [[partition, number]],
    ),
  );
}
