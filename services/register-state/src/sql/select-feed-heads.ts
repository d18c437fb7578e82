import type { Queryable } from '../../../_platform/src/database/database.ts';
import { feedStretch } from './feed-stretch.ts';
import type { FeedQuery } from './select-feed-events.ts';

const SQL = feedStretch({
  shown: 'e.register_id, e.sequence, e.is_empty, c.id AS command_id',
  event: `register_id, sequence, data::text = '{}' AS is_empty`,
  command: 'id',
});

export interface FeedHead {
  readonly position: number;
  readonly register_id: string;
  readonly sequence: number;
  /** Of somebody destroyed: nothing but the place is left. */
  readonly is_empty: boolean;
  readonly command_id: string;
}

/** Which events lie in this stretch of positions. */
export async function selectFeedHeads(db: Queryable, { after, upTo, types, limit }: FeedQuery): Promise<FeedHead[]> {
  return (await db.query<FeedHead>(SQL, [after, upTo, types, limit])).rows;
}
