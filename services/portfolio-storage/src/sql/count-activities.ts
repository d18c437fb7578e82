import type { SubjectTransaction } from './as-teacher.ts';

const sql = `SELECT count(*) AS count FROM activities WHERE portfolio_id = $1`;

export async function countActivities(tx: SubjectTransaction): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(sql, [tx.portfolioId]);
  return rows[0]?.count ?? 0;
}
