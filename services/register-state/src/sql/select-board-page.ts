import type { Queryable } from '../../../_platform/src/database/database.ts';
import { VALID_ON_DAY } from './valid-on-day.ts';

export interface BoardPageQuery {
  readonly board: string;
  /** Appointments valid on this day. */
  readonly day: string;
  /** Only those with a period at this location on the day. */
  readonly location: string | null;
  readonly after: { readonly registerId: string; readonly number: string } | null;
  readonly limit: number;
}

const SQL = `
  SELECT register_id, number FROM appointments
  WHERE ${VALID_ON_DAY}
    AND ($4::uuid IS NULL OR (register_id, number) > ($4::uuid, $5::text COLLATE "C"))
  ORDER BY register_id, number
  LIMIT $6`;

export async function selectBoardPage(
  db: Queryable,
  { board, day, location, after, limit }: BoardPageQuery,
): Promise<{ rows: { registerId: string; number: string }[]; hasMore: boolean }> {
  const { rows } = await db.query<{ register_id: string; number: string }>(SQL, [
    board,
    day,
    location,
    after?.registerId ?? null,
    after?.number ?? null,
    limit + 1,
  ]);
  return {
    rows: rows.slice(0, limit).map(({ register_id: registerId, number }) => ({ registerId, number })),
    hasMore: rows.length > limit,
  };
}
