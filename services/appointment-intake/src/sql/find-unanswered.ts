import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface UnansweredRow {
  readonly message_id: string;
  readonly sender: string;
  readonly receipt_id: string;
  readonly received_at: string;
  readonly waiting_seconds: number;
}

const text = `
  select message_id, sender, receipt_id, received_at,
         floor(extract(epoch from now() - stored_at))::integer as waiting_seconds
    from receipts
   where status = 'B' and answered_at is null and stored_at < now() - make_interval(secs => $1)
   order by stored_at
   limit $2`;

/** Accepted records that have waited longer than this for their answer, oldest first. */
export async function findUnanswered(db: Queryable, olderThanSeconds: number, limit: number): Promise<UnansweredRow[]> {
  const { rows } = await db.query<UnansweredRow>(text, [olderThanSeconds, limit]);
  return rows;
}
