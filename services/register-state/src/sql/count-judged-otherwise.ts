import type { Queryable } from '../../../_platform/src/database/database.ts';

/**
 * Of each person the first command of which the rebuild has another row, or other events, by the version of the rules they
 * were judged with. What comes after it may differ because of it.
 */
export interface JudgedOtherwise {
  readonly rulesVersion: number;
  readonly commands: number;
}

// Numbers of events run on through the partition: one event more moves those of everybody after it.
const rows = (schema: string, table: string): string => `
  SELECT partition, application_number, register_id,
    sha256(convert_to((to_jsonb(r) - 'number' - 'sequence' - 'event_number')::text, 'UTF8')) AS hash
  FROM ${schema}.${table} AS r`;

const differing = (table: string): string => {
  const [live, rebuilt] = [rows('public', table), rows('rebuild_check', table)];
  return `(${live} EXCEPT ${rebuilt}) UNION ALL (${rebuilt} EXCEPT ${live})`;
};

const SQL = `
  SELECT rules_version AS "rulesVersion", count(*) AS commands
  FROM public.command_log JOIN (
    SELECT DISTINCT partition, min(application_number) AS application_number
    FROM (${differing('command_log')} UNION ALL ${differing('event_log')}) AS rows
    GROUP BY partition, register_id
  ) AS first USING (partition, application_number)
  GROUP BY rules_version ORDER BY rules_version`;

export async function countJudgedOtherwise(db: Queryable): Promise<JudgedOtherwise[]> {
  return (await db.query<JudgedOtherwise>(SQL)).rows;
}
