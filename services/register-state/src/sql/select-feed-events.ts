import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { WireCommand } from '../apply/logged-command.ts';
import { feedStretch } from './feed-stretch.ts';

// Only a new appointment that is told whole needs its command: the other rows leave it where it is.
const SQL = feedStretch({
  shown: 'e.register_id, e.sequence, e.type, e.data, e.withheld, c.id AS command_id, c.recorded_at, c.command',
  event: 'register_id, sequence, type, data, withheld',
  command: `id, recorded_at,
    CASE WHEN e.type = 'benoeming-geregistreerd' AND NOT e.withheld THEN command END AS command`,
});

export interface FeedRow {
  readonly position: number;
  readonly register_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly withheld: boolean;
  readonly command_id: string;
  readonly recorded_at: string;
  /** Of a new appointment that is told whole. */
  readonly command: WireCommand | null;
}

export interface FeedQuery {
  /** Positions above this … */
  readonly after: number;
  /** … up to and with this. */
  readonly upTo: number;
  /** Short names; null: all. */
  readonly types: readonly string[] | null;
  readonly limit: number;
}

/** Events in the order of their positions, with what is needed to tell them. */
export async function selectFeedEvents(db: Queryable, { after, upTo, types, limit }: FeedQuery): Promise<FeedRow[]> {
  return (await db.query<FeedRow>(SQL, [after, upTo, types, limit])).rows;
}
