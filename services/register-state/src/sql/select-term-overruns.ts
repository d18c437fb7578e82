import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { TermStepTaken } from '../domain/anteroom-entry.ts';

export interface OverrunPlace {
  readonly board: string;
  readonly registerId: string;
  readonly number: string;
  readonly ground: string;
  readonly teaching: string;
}

export interface OverrunQuery {
  readonly day: string;
  /** An end by the term counts when it came on this day or later. */
  readonly endedSince: string;
  readonly board: string | null;
  readonly after: OverrunPlace | null;
  readonly limit: number;
}

export interface TermOverrun extends OverrunPlace {
  /** In the order taken, those after the day included. */
  readonly steps: readonly TermStepTaken[];
}

// Walks the index anteroom_overdue, which holds the entries that were ever over their term. Who is kept or destroyed is
// not there for the inspectorate.
const SQL = `
  SELECT e.board, e.register_id AS "registerId", e.number, e.ground, e.teaching, e.steps
  FROM anteroom_entries AS e JOIN persons AS p USING (register_id)
  WHERE e.overdue_since <= $1::date AND ($3::text IS NULL OR e.board = $3)
    AND ($4::text IS NULL OR (e.board, e.register_id, e.number, e.ground, e.teaching)
      > ($4::text COLLATE "C", $5::uuid, $6::text COLLATE "C", $7::text COLLATE "C", $8::text COLLATE "C"))
    AND p.status NOT IN ('BEWAARD', 'VERNIETIGD')
    AND EXISTS (
      SELECT FROM json_to_recordset(e.steps) AS s (kind text, day date, until date)
      WHERE s.day <= $1::date AND (s.until IS NULL OR s.until >= $1::date)
        AND (s.kind = 'VERSTREKEN' OR s.kind = 'BEEINDIGD' AND s.day >= $2::date))
  ORDER BY e.board, e.register_id, e.number, e.ground, e.teaching
  LIMIT $9`;

/** Entries that were over their term on a day, and those that it had ended not long before, by board. */
export async function selectTermOverruns(
  db: Queryable,
  { day, endedSince, board, after, limit }: OverrunQuery,
): Promise<{ rows: TermOverrun[]; hasMore: boolean }> {
  const { rows } = await db.query<TermOverrun>(SQL, [
    day,
    endedSince,
    board,
    after?.board ?? null,
    after?.registerId ?? null,
    after?.number ?? null,
    after?.ground ?? null,
    after?.teaching ?? null,
    limit + 1,
  ]);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}
