import type { Queryable } from '../../../_platform/src/database/database.ts';

/**
 * Every table that is a fold of the command log, and that log itself as the rebuild wrote it. Of the code lists those
 * that came by command.
 */
export const FOLDED_TABLES = [
  'command_log',
  'list_versions',
  'event_log',
  'persons',
  'appointments',
  'anteroom_entries',
  'teaching_statements',
  'corrections',
] as const;

export interface TableDifference {
  readonly table: (typeof FOLDED_TABLES)[number];
  readonly rows: number;
  /** Rows of the live table that the rebuild does not have the same. */
  readonly onlyLive: number;
  readonly onlyRebuilt: number;
}

// A row as text holds every column, json as it was written: json has no equality of its own.
const statement = (table: string): string => `
  WITH live AS (SELECT r::text AS row FROM public.${table} AS r),
    rebuilt AS (SELECT r::text AS row FROM rebuild_check.${table} AS r)
  SELECT (SELECT count(*) FROM live) AS rows,
    (SELECT count(*) FROM (TABLE live EXCEPT ALL TABLE rebuilt) AS d) AS only_live,
    (SELECT count(*) FROM (TABLE rebuilt EXCEPT ALL TABLE live) AS d) AS only_rebuilt`;

const STATEMENTS = FOLDED_TABLES.map((table) => ({ table, text: statement(table) }));

/** Compares the live tables with the rebuilt ones, row by row. */
export async function countDifferences(db: Queryable): Promise<TableDifference[]> {
  const found: TableDifference[] = [];
  for (const { table, text } of STATEMENTS) {
    const { rows } = await db.query<{ rows: number; only_live: number; only_rebuilt: number }>(text);
    const [row] = rows;
    if (row === undefined) throw new Error('counting gave no row');
    found.push({ table, rows: row.rows, onlyLive: row.only_live, onlyRebuilt: row.only_rebuilt });
  }
  return found;
}
