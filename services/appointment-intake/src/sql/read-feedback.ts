import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';

const text = `select record from feedback where number = any($1::bigint[]) order by number`;

/** Feedback records by the numbers of their rows, in order of arrival. */
export async function readFeedback(db: Queryable, numbers: readonly number[]): Promise<Terugkoppeling[]> {
  const { rows } = await db.query<{ record: Terugkoppeling }>(text, [numbers]);
  return rows.map(({ record }) => record);
}
