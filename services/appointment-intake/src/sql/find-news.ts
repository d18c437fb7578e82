import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface NewsRow {
  readonly subscription_id: string;
  readonly board: string;
  readonly delivery_point: string;
  readonly waiting: number;
}

export interface NewsPace {
  /** A delivery point is told at most once in so many seconds. */
  readonly gapSeconds: number;
  /** Who was told and does not fetch is told again after so many, when more has come since. */
  readonly againSeconds: number;
}

// Derived from what is in the stock, not from what is put in it: no record pays for it, a crash loses nothing, and a
// thousand records are one message. Somebody who was told fetches until nothing remains; only what comes after that is
// news. The newest row number comes from the end of the index of waiting rows. While a message is on its way nothing is
// added: it says all there is to say.
const text = `
  with news as (
    select w.oin, w.board, w.delivery_point, w.subscription_id, newest.number
      from delivery_point_webhooks w
      join mandates m on (m.oin, m.board, m.delivery_point) = (w.oin, w.board, w.delivery_point)
      join webhook_subscriptions s on s.id = w.subscription_id and s.state = 'ACTIVE'
      left join delivery_points p on (p.board, p.delivery_point) = (w.board, w.delivery_point)
     cross join lateral (
       select f.number from feedback f
        where f.board = w.board and f.delivery_point = w.delivery_point and f.bundle is null
        order by f.number desc
        limit 1) as newest
     where (w.told_at is null
            or w.told_at <= now() - make_interval(secs => $1)
               and (p.fetched_at > w.told_at and p.remaining = 0
                    or newest.number > w.told_number
                       and greatest(w.told_at, p.fetched_at) <= now() - make_interval(secs => $2)))
       and not exists (select from webhook_lanes l where l.subscription_id = w.subscription_id)
     order by w.oin, w.board, w.delivery_point
     limit 500
       for update of w skip locked
  ), told as (
    update delivery_point_webhooks w
       set told_at = now(), told_number = news.number
      from news
     where (w.oin, w.board, w.delivery_point) = (news.oin, news.board, news.delivery_point)
  )
  select n.subscription_id, n.board, n.delivery_point,
         greatest(1, (select coalesce(sum(c.waiting), 0) from stock_counts c
                       where (c.board, c.delivery_point) = (n.board, n.delivery_point)))::bigint as waiting
    from news n`;

/** Delivery points of which a supplier wants to know that something waits, and how much; they count as told from now. */
export async function findNews(tx: Transaction, pace: NewsPace): Promise<NewsRow[]> {
  const { rows } = await tx.query<NewsRow>(text, [pace.gapSeconds, pace.againSeconds]);
  return rows;
}
