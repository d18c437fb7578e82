import type { Transaction } from '../../database/database.ts';

// In key order, so that two transactions that tell the same receivers wait for each other instead of deadlocking. The
// update that changes nothing locks a lane that is there: from here to the commit nobody closes it, and nobody else puts
// a message in it. A dead subscription gets none, also of those that are kept for when it is resumed.
const text = `
  insert into webhook_lanes as l (subscription_id, key)
  select distinct n.subscription_id, n.key
    from json_to_recordset($1::json) as n (subscription_id uuid, key text)
    join webhook_subscriptions s on s.id = n.subscription_id and s.state = 'ACTIVE'
   order by n.subscription_id, n.key
  on conflict (subscription_id, key) do update set key = l.key
  returning subscription_id, key`;

interface Lane {
  readonly subscription_id: string;
  readonly key: string;
}

/** @returns the lanes that are open now, locked */
export async function openLanes(tx: Transaction, lanes: readonly Lane[]): Promise<Lane[]> {
  return (await tx.query<Lane>(text, [JSON.stringify(lanes)])).rows;
}
