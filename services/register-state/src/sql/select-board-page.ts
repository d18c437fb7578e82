import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface BoardPageQuery {
  readonly board: string;
  /** Appointments valid on this day. */
  readonly day: string;
  /** Only those with a period at this location on the day. */
  readonly location: string | null;
  readonly after: { readonly registerId: string; readonly number: string } | null;
  readonly limit: number;
}

// The index appointments_of_board gives the order; the rest is looked at row by row.
const SQL = `
  SELECT register_id, number FROM appointments
  WHERE board = $1 AND NOT deleted
    AND ($4::uuid IS NULL OR (register_id, number) > ($4::uuid, $5::text COLLATE "C"))
    AND snapshot ->> 'datumIngangBenoeming' <= $2
    AND coalesce(snapshot ->> 'datumEindeBenoeming', snapshot ->> 'datumEindArbeidsovereenkomst', '9999') >= $2
    AND ($3::text IS NULL OR EXISTS (
      SELECT FROM json_array_elements(snapshot -> 'perioden') AS p,
        json_array_elements(p -> 'grondslagen') AS g,
        json_array_elements_text(g -> 'vestigingen') AS v
      WHERE v = $3 AND p ->> 'datumBegin' <= $2 AND coalesce(p ->> 'datumEind', '9999') >= $2))
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
