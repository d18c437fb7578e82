import type { Transaction } from '../../../_platform/src/database/database.ts';

const text = `
  select pg_advisory_xact_lock(hashtextextended('cases ' || board, 0))
    from (select distinct unnest($1::text[]) as board order by 1) as boards`;

/**
 * Two transactions do not change the cases of one board at the same time: of two rejections of one appointment the second
 * finds the case that the first opened. In order of board, and always the last locks that a transaction takes.
 */
export async function lockCasesOfBoards(tx: Transaction, boards: readonly string[]): Promise<void> {
  await tx.query(text, [boards]);
}
