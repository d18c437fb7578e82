import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface BundleLimits {
  readonly records: number;
  /** A bundle stays below this, but for a first record that is larger by itself. */
  readonly bytes: number;
}

export interface ChosenRow {
  readonly number: number;
  /** Register ids of those whose numbers are to be filled in. */
  readonly persons: readonly string[];
}

const text = `
  with oldest as (
    select number, bytes, persons
      from feedback
     where board = $1 and delivery_point = $2 and bundle is null
     order by number
     limit $3
  )
  select number, persons
    from (select number, persons, row_number() over running as place, sum(bytes) over running as total
            from oldest window running as (order by number)) sized
   where place = 1 or total <= $4
   order by number`;

/** The oldest waiting records of a delivery point, as many as fit; under the lock of lock-delivery-point.ts. */
export async function chooseBundle(
  tx: Transaction,
  board: string,
  deliveryPoint: string,
  limits: BundleLimits,
): Promise<ChosenRow[]> {
  const { rows } = await tx.query<ChosenRow>(text, [board, deliveryPoint, limits.records, limits.bytes]);
  return rows;
}
