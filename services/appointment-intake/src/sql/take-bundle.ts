import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface BundleLimits {
  readonly records: number;
  /** A bundle stays below this, but for a first record that is larger by itself. */
  readonly bytes: number;
}

// The oldest waiting rows, as far as they fit, become the bundle of this request number. Counting what remains reads the
// partial index of waiting rows alone.
const text = `
  with oldest as (
    select number, bytes
      from feedback
     where board = $1 and delivery_point = $2 and bundle is null
     order by number
     limit $4
  ), fitting as (
    select number
      from (select number, row_number() over running as place, sum(bytes) over running as total
              from oldest window running as (order by number)) sized
     where place = 1 or total <= $5
  ), taken as (
    update feedback set bundle = $3 where number in (select number from fitting)
    returning number
  ), waiting as (
    select count(*) as total from feedback where board = $1 and delivery_point = $2 and bundle is null
  )
  update delivery_points
     set last_request = $3,
         bundle_rows = coalesce((select array_agg(number order by number) from taken), '{}'),
         remaining = (select total from waiting) - (select count(*) from taken),
         fetched_at = now()
   where board = $1 and delivery_point = $2
  returning bundle_rows, remaining`;

/** Drops the former bundle and makes the next one, under the lock of lock-delivery-point.ts. */
export async function takeBundle(
  tx: Transaction,
  board: string,
  deliveryPoint: string,
  request: number,
  limits: BundleLimits,
): Promise<{ bundle_rows: readonly number[]; remaining: number }> {
  const { rows } = await tx.query<{ bundle_rows: readonly number[]; remaining: number }>(text, [
    board,
    deliveryPoint,
    request,
    limits.records,
    limits.bytes,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error('The delivery point that was just locked is gone');
  return row;
}
