import type { Queryable } from '../../../_platform/src/database/database.ts';
import { VALID_ON_DAY } from './valid-on-day.ts';

export interface BoardPageQuery {
  readonly board: string;
  /** Appointments valid on this day. */
  readonly day: string;
  /** Only those with a period at this location on the day. */
  readonly location: string | null;
  readonly after: { readonly registerId: string; readonly number: string } | null;
  /** Point of the log that the page tells, application numbers from partition 0 on; null for the live state. */
  readonly point: readonly number[] | null;
  readonly limit: number;
}

export interface BoardCandidate {
  readonly registerId: string;
  readonly number: string;
  readonly partition: number;
  /**
   * The board delivered something about this person since the point: whether the appointment is of the page, his history
   * tells.
   */
  readonly isChanged: boolean;
}

// An appointment keeps its row for ever, deleted or not, so whatever was there at a point is among the rows of now.
// Status, statements and day turns change no appointment: only deliveries count as a change. Those of the board itself:
// what others delivered changes nothing of its appointments, and where its pages end would tell that they did. Walks
// appointments_of_board in order; each row looks up its person's commands by command_log_person.
const SQL = `
  SELECT register_id, number, partition, changed FROM (
    SELECT a.register_id, a.number, p.partition, (${VALID_ON_DAY}) AS valid,
      $6::bigint[] IS NOT NULL AND EXISTS (
        SELECT FROM command_log AS c
        WHERE c.register_id = a.register_id AND c.application_number > ($6::bigint[])[c.partition + 1]
          AND c.kind IN ('AANLEVEREN_BENOEMING', 'AANLEVEREN_VERWIJDERING_BENOEMING')
          AND c.command -> 'bron' ->> 'bevoegdGezagNummer' = $1
      ) AS changed
    FROM appointments AS a JOIN persons AS p USING (register_id)
    WHERE a.board = $1 AND ($4::uuid IS NULL OR (a.register_id, a.number) > ($4::uuid, $5::text COLLATE "C"))
  ) AS candidates
  WHERE valid OR changed
  ORDER BY register_id, number
  LIMIT $7`;

/** The next appointments that may be of a page, by person and number. */
export async function selectBoardPage(
  db: Queryable,
  { board, day, location, after, point, limit }: BoardPageQuery,
): Promise<{ candidates: BoardCandidate[]; hasMore: boolean }> {
  const { rows } = await db.query<{ register_id: string; number: string; partition: number; changed: boolean }>(SQL, [
    board,
    day,
    location,
    after?.registerId ?? null,
    after?.number ?? null,
    point,
    limit + 1,
  ]);
  return {
    candidates: rows.slice(0, limit).map(({ register_id: registerId, number, partition, changed: isChanged }) => ({
      registerId,
      number,
      partition,
      isChanged,
    })),
    hasMore: rows.length > limit,
  };
}
