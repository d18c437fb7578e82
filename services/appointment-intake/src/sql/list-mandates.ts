import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { MandateKey } from './find-mandates.ts';

export interface ListedMandate extends MandateKey {
  /** DT. */
  readonly given_at: string;
  readonly given_by: string | null;
}

const text = `
  select oin, board, delivery_point, given_at, given_by
    from mandates
   where ($1::text is null or oin = $1) and ($2::text is null or board = $2)
   order by board, delivery_point, oin`;

/** The mandates of an OIN, of a board, or all. */
export async function listMandates(
  db: Queryable,
  o: { readonly oin?: string | undefined; readonly board?: string | undefined },
): Promise<ListedMandate[]> {
  const { rows } = await db.query<ListedMandate>(text, [o.oin ?? null, o.board ?? null]);
  return rows;
}
