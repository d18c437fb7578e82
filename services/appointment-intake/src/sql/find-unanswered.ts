import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface UnansweredRow {
  readonly message_id: string;
  readonly sender: string;
  readonly receipt_id: string;
  readonly received_at: string;
  readonly waiting_seconds: number;
}

const text = `
  select message_id, sender, r.receipt_id, r.received_at,
         floor(extract(epoch from now() - oldest.stored_at))::integer as waiting_seconds
    from (select message_id, sender, stored_at
            from unanswered
           where stored_at < now() - make_interval(secs => $1)
           order by stored_at
           limit $2) as oldest
    join receipts r using (message_id, sender)
   order by oldest.stored_at`;

/** Accepted records that have waited longer than this for their answer, oldest first. */
export async function findUnanswered(db: Queryable, olderThanSeconds: number, limit: number): Promise<UnansweredRow[]> {
  const { rows } = await db.query<UnansweredRow>(text, [olderThanSeconds, limit]);
  return rows;
}
