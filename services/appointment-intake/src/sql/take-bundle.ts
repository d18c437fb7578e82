import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface NewBundle {
  readonly board: string;
  readonly deliveryPoint: string;
  readonly request: number;
  /** Numbers of its rows, in order. */
  readonly rows: readonly number[];
  /** DT. */
  readonly handedOutAt: string;
  readonly sealedPersons: Buffer | null;
}

// The counts are locked last, as everywhere.
const text = `
  with taken as (
    update feedback set bundle = $3, handed_out_at = $5 where number = any($4::bigint[])
    returning number
  ), waiting as (
    select coalesce(sum(waiting), 0) - cardinality($4::bigint[]) as total
      from stock_counts
     where board = $1 and delivery_point = $2
  ), made as (
    update delivery_points
       set last_request = $3, bundle_rows = $4, remaining = (select total from waiting),
           fetched_at = now(), sealed_persons = $6
     where board = $1 and delivery_point = $2
    returning remaining
  ), counted as (
    insert into stock_counts as c (board, delivery_point, slot, waiting)
    select $1, $2, 8 + pg_backend_pid() % 8, -count(*) from taken having count(*) > 0
    on conflict (board, delivery_point, slot) do update set waiting = c.waiting + excluded.waiting
  )
  select remaining from made`;

/** Drops the former bundle and makes the next one, under the lock of lock-delivery-point.ts. @returns what remains */
export async function takeBundle(tx: Transaction, bundle: NewBundle): Promise<number> {
  const { board, deliveryPoint, request, rows: numbers, handedOutAt, sealedPersons } = bundle;
  const values = [board, deliveryPoint, request, numbers, handedOutAt, sealedPersons];
  const { rows } = await tx.query<{ remaining: number }>(text, values);
  const [row] = rows;
  if (row === undefined) throw new Error('The delivery point that was just locked is gone');
  return row.remaining;
}
