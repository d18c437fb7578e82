import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `
  select board
    from (select distinct unnest($1::text[]) as board) as asked
   where exists (select from cases where cases.board = asked.board and closed_at is null)`;

/** Those of the boards that have an open case: only their accepted records can close one. */
export async function findBoardsWithCases(db: Queryable, boards: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ board: string }>(text, [boards]);
  return rows.map(({ board }) => board);
}
