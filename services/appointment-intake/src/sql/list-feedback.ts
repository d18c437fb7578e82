import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';

export interface FeedbackQuestion {
  readonly board: string;
  readonly deliveryPoint: string;
  /** Message id of the record that was answered. */
  readonly answers?: string | undefined;
  /** Only rows after this one. */
  readonly after: number;
  readonly limit: number;
  readonly bytes: number;
}

export interface ListedFeedback {
  readonly number: number;
  readonly stored_at: string;
  readonly bundle: number | null;
  readonly handed_out_at: string | null;
  readonly record: Terugkoppeling;
}

// The answers to one message of a delivery point are few, and are found by its own index.
const text = `
  with next as (
    select number, stored_at, bundle, handed_out_at, record, bytes
      from feedback
     where board = $1 and delivery_point = $2 and number > $4 and ($3::uuid is null or answers = $3::uuid)
     order by number
     limit $5
  )
  select number, stored_at, bundle, handed_out_at, record
    from (select next.*, row_number() over running as place, sum(bytes) over running as total
            from next window running as (order by number)) sized
   where place = 1 or total <= $6
   order by number`;

/** Feedback of a delivery point, waiting and handed out, in order of arrival; persons by register id. */
export async function listFeedback(db: Queryable, asked: FeedbackQuestion): Promise<ListedFeedback[]> {
  const { board, deliveryPoint, answers = null, after, limit, bytes } = asked;
  const { rows } = await db.query<ListedFeedback>(text, [board, deliveryPoint, answers, after, limit, bytes]);
  return rows;
}
