import type { Queryable } from '../../database/database.ts';

export interface ClaimedLane {
  readonly subscription_id: string;
  readonly key: string;
  /** Before this one. */
  readonly attempts: number;
}

// Only lanes of receivers that may be called now, a few of each at once, and one of a receiver that failed last time. Who
// is called least comes first: else receivers that take all the time there is would take each place that comes free, and
// the others none. The lanes taken are locked with skip locked for the length of this statement, and looked at once more
// under the lock; afterwards the claim keeps others away until it runs out, which is how a process that died is succeeded.
// Each is found by a look-up of its own and updated by its place: the planner does not know how few they are, and would
// read all lanes (100,000 of them: 38 ms, so 0.5).
const text = `
  with ready as (
    select s.id, s.failures, busy.count as busy
      from webhook_subscriptions s
     cross join lateral (
       select count(*) from webhook_lanes b where b.subscription_id = s.id and b.claimed_until > now()) as busy
     where s.state = 'ACTIVE' and s.resume_at <= now()
       and exists (select from webhook_lanes l where l.subscription_id = s.id and l.due_at <= now())
  ), wanted as (
    select lane.subscription_id, lane.key
      from ready
     cross join lateral (
       select l.subscription_id, l.key, l.due_at, row_number() over (order by l.due_at) as place
         from webhook_lanes l
        where l.subscription_id = ready.id and l.due_at <= now()
          and (l.claimed_until is null or l.claimed_until <= now())
        order by l.due_at
        limit greatest(case when ready.failures > 0 then 1 else $3::integer end - ready.busy, 0)) as lane
     order by ready.busy + lane.place, lane.due_at
     limit $4
  ), picked as (
    select lane.row
      from wanted
     cross join lateral (
       select l.ctid as row from webhook_lanes l
        where (l.subscription_id, l.key) = (wanted.subscription_id, wanted.key)
          and l.due_at <= now() and (l.claimed_until is null or l.claimed_until <= now())
        limit 1
          for update skip locked) as lane
  )
  update webhook_lanes l
     set claim = $1, claimed_until = now() + make_interval(secs => $2)
   where l.ctid = any (array(select picked.row from picked))
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
