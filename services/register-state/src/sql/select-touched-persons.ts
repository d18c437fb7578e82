import type { Queryable } from '../../../_platform/src/database/database.ts';

const SQL = `
  SELECT max(number) AS "to", array_agg(DISTINCT register_id) AS ids
  FROM (
    SELECT number, register_id FROM event_log WHERE partition = $1 AND number > $2 ORDER BY number LIMIT $3
  ) AS next`;

export interface TouchedPersons {
  /** Number of the last event that was looked at. */
  readonly to: number;
  /** Register ids, each once. */
  readonly ids: readonly string[];
}

/** Whom the next events of a partition, at most `limit`, are about; undefined when there are none. */
export async function selectTouchedPersons(
  db: Queryable,
  partition: number,
  after: number,
  limit: number,
): Promise<TouchedPersons | undefined> {
  const { rows } = await db.query<TouchedPersons | { to: null }>(SQL, [partition, after, limit]);
  const touched = rows[0];
  return touched === undefined || touched.to === null ? undefined : touched;
}
