import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface DeliveryPointRow {
  /** Null before the first request. */
  readonly last_request: number | null;
  /** Numbers of the feedback rows in the last bundle, in order. */
  readonly bundle_rows: readonly number[];
  readonly remaining: number;
  /** Numbers and names in the last bundle; null when there are none. */
  readonly sealed_persons: Buffer | null;
}

// An update that changes nothing, because an insert that does nothing neither locks nor returns the row.
const text = `
  insert into delivery_points as p (board, delivery_point) values ($1, $2)
  on conflict (board, delivery_point) do update set board = p.board
  returning last_request, bundle_rows, remaining, sealed_persons`;

/** Where this delivery point is in the fetch protocol; a second fetcher waits here until the first has committed. */
export async function lockDeliveryPoint(
  tx: Transaction,
  board: string,
  deliveryPoint: string,
): Promise<DeliveryPointRow> {
  const { rows } = await tx.query<DeliveryPointRow>(text, [board, deliveryPoint]);
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row');
  return row;
}
