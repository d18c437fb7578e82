import type { Queryable } from '../../../_platform/src/database/database.ts';
import { createPageRoom } from '../answers/page-room.ts';
import { composeEvent, isErased } from '../publish/compose-records.ts';
import { selectFeedEvents, type FeedRow } from '../sql/select-feed-events.ts';

/** Events of one statement; a page of more takes several. */
const ROWS_AT_ONCE = 100;
/** Positions that one statement looks at when a filter may let few through. */
const FILTERED_AT_ONCE = 1_000;
/** Positions that one page looks at, at most: of these a filter may let none through. */
const MOST_POSITIONS = 5_000;

export interface FeedEvent {
  readonly position: number;
  readonly id: string;
  readonly registerId: string;
  /** The CloudEvent, byte for byte as on lrr.registratie.v1. */
  readonly text: string;
  /** Of somebody destroyed: nothing but the place is left. */
  readonly isEmpty: boolean;
}

export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** The last position that was looked at; what follows begins behind it. */
  readonly next: number;
}

/**
 * The events after a position, of these types (short names; null: all), in the order of positions, as many as there
 * is room for. Positions that the filter skips are passed by: `next` moves over them.
 *
 * @param last the last position that was given out
 */
export async function readFeedPage(
  db: Queryable,
  o: {
    readonly after: number;
    readonly last: number;
    readonly limit: number;
    readonly types: readonly string[] | null;
    readonly source: string;
  },
): Promise<FeedPage> {
  const upTo = Math.min(o.last, o.after + MOST_POSITIONS);
  const events: FeedEvent[] = [];
  const room = createPageRoom();
  let next = Math.min(o.after, upTo);
  while (next < upTo) {
    const limit = Math.min(ROWS_AT_ONCE, o.limit - events.length);
    const to = Math.min(upTo, next + (o.types === null ? limit : FILTERED_AT_ONCE));
    const rows = await selectFeedEvents(db, { after: next, upTo: to, types: o.types, limit });
    for (const row of rows) {
      const event = feedEvent(row, o.source);
      if (!room.takes(event.text)) return { events, next };
      events.push(event);
      next = event.position;
      if (events.length === o.limit) return { events, next };
    }
    if (rows.length < limit) next = to;
  }
  return { events, next };
}

export function feedEvent(row: FeedRow, source: string): FeedEvent {
  const wire = row.command ?? { id: row.command_id };
  const { register_id: registerId, sequence, type, data, withheld: isWithheld } = row;
  const event = { registerId, sequence, type, data, isWithheld };
  const { id, text } = composeEvent({ wire, recordedAt: row.recorded_at }, event, source);
  return { position: row.position, id, registerId, text, isEmpty: isErased(row) };
}
