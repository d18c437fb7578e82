import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { NewCaseRow } from './insert-cases.ts';

export interface CaseRow extends Omit<NewCaseRow, 'board' | 'oin'> {
  readonly closed_at: string | null;
  /** Of the last rejected record, when it is kept. */
  readonly benoemingvolgnummer: string | null;
  readonly personeelsnummer: string | null;
}

// Of the delivery points that the caller holds a mandate for. What helps to find the record again comes from the record
// that is kept without its person; of one rejected in SCHEMA or PERSOON nothing is kept.
const text = `
  select c.id, c.delivery_point, c.kind, c.first_message, c.last_message, c.first_signals, c.last_signals, c.attempts,
         c.opened_at, c.last_at, c.closed_at,
         coalesce(r.record #>> '{benoeming,benoemingvolgnummer}',
                  r.record #>> '{verwijderingBenoeming,benoemingvolgnummer}') as benoemingvolgnummer,
         r.record #>> '{benoeming,personeelsnummer}' as personeelsnummer
    from cases c
    left join receipts r on (r.message_id, r.sender, r.is_trial) = (c.last_message, c.board, false)
   where c.board = $1
     and exists (select from mandates m where (m.oin, m.board, m.delivery_point) = ($2::text, c.board, c.delivery_point))
     and ($3::boolean is null or (c.closed_at is null) = $3::boolean)
     and ($4::uuid is null or c.id > $4::uuid)
   order by c.id
   limit $5`;

export interface CasesAsked {
  readonly board: string;
  readonly oin: string;
  /** Undefined: both. */
  readonly open: boolean | undefined;
  /** Id of the last case of the former page. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Oldest first. */
export async function listCases(db: Queryable, asked: CasesAsked): Promise<CaseRow[]> {
  const { board, oin, open, after, limit } = asked;
  const { rows } = await db.query<CaseRow>(text, [board, oin, open ?? null, after ?? null, limit]);
  return rows;
}
