import type { Queryable } from '../../../_platform/src/database/database.ts';

const text = `
  select count(*) as unanswered
    from receipts
   where status = 'B' and answered_at is null and stored_at < now() - make_interval(secs => $1)`;

export async function countUnanswered(db: Queryable, olderThanSeconds: number): Promise<number> {
  const { rows } = await db.query<{ unanswered: number }>(text, [olderThanSeconds]);
  return rows[0]?.unanswered ?? 0;
}
