import pMap from 'p-map';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import { FOLDED_TABLES } from './rebuild-schema.ts';
import type { FoldedTable } from './rebuild-schema.ts';

/** Each keeps a core of the server busy. */
const TABLES_AT_ONCE = 2;

export interface TableDifference {
  readonly table: FoldedTable;
  readonly rows: number;
  /** Rows of the live table that the rebuild does not have the same. */
  readonly onlyLive: number;
  readonly onlyRebuilt: number;
}

// A row as text holds every column, json as it was written: json has no equality of its own. Its hash stands for it, so
// that sorting millions of rows needs little memory. As EXCEPT ALL both ways, with each row read once.
const statement = (table: FoldedTable): string => `
  SELECT coalesce(sum(live), 0)::bigint AS rows, coalesce(sum(greatest(live - rebuilt, 0)), 0)::bigint AS only_live,
    coalesce(sum(greatest(rebuilt - live, 0)), 0)::bigint AS only_rebuilt
  FROM (
    SELECT count(*) FILTER (WHERE is_live) AS live, count(*) FILTER (WHERE NOT is_live) AS rebuilt
    FROM (
      SELECT sha256(convert_to(r::text, 'UTF8')) AS hash, true AS is_live FROM public.${table} AS r
      UNION ALL
      SELECT sha256(convert_to(r::text, 'UTF8')), false FROM rebuild_check.${table} AS r
    ) AS rows
    GROUP BY hash
  ) AS hashes`;

const STATEMENTS = FOLDED_TABLES.map((table) => ({ table, text: statement(table) }));

/** Compares the live tables with the rebuilt ones, row by row; the caller sees to it that none changes meanwhile. */
export function countDifferences(db: Queryable): Promise<TableDifference[]> {
  return pMap(
    STATEMENTS,
    async ({ table, text }) => {
      const { rows } = await db.query<{ rows: number; only_live: number; only_rebuilt: number }>(text);
      const [row] = rows;
      if (row === undefined) throw new Error('counting gave no row');
      return { table, rows: row.rows, onlyLive: row.only_live, onlyRebuilt: row.only_rebuilt };
    },
    { concurrency: TABLES_AT_ONCE },
  );
}
