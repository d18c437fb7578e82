import type { Queryable } from '../../database/database.ts';

export interface ClaimedLane {
  readonly subscription_id: string;
  readonly key: string;
  /** Before this one. */
  readonly attempts: number;
}

// Only lanes of receivers that may be called now, a few of each at once, and one of a receiver that failed last time. The
// lane is locked with skip locked for the length of this statement; afterwards the claim keeps others away until it runs
// out, which is how a process that died is succeeded.
const text = `
  with ready as (
    select s.id,
           case when s.failures > 0 then 1 else $3::integer end
           - (select count(*) from webhook_lanes b where b.subscription_id = s.id and b.claimed_until > now()) as room
      from webhook_subscriptions s
     where s.state = 'ACTIVE' and s.resume_at <= now()
       and exists (select from webhook_lanes l where l.subscription_id = s.id and l.due_at <= now())
  ), picked as (
    select lane.subscription_id, lane.key
      from ready
     cross join lateral (
       select l.subscription_id, l.key
         from webhook_lanes l
        where l.subscription_id = ready.id and l.due_at <= now()
          and (l.claimed_until is null or l.claimed_until <= now())
        order by l.due_at
        limit greatest(ready.room, 0)
          for update skip locked) as lane
     limit $4
  )
  update webhook_lanes l
     set claim = $1, claimed_until = now() + make_interval(secs => $2)
    from picked
   where (l.subscription_id, l.key) = (picked.subscription_id, picked.key)
  returning l.subscription_id, l.key, l.attempts`;

export async function claimLanes(
  db: Queryable,
  o: {
    readonly claim: string;
    readonly leaseSeconds: number;
    readonly perSubscription: number;
    readonly limit: number;
  },
): Promise<ClaimedLane[]> {
  const { rows } = await db.query<ClaimedLane>(text, [o.claim, o.leaseSeconds, o.perSubscription, o.limit]);
  return rows;
}
