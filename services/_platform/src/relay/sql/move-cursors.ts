import type { Queryable } from '../../database/database.ts';

export interface CursorMove {
  readonly partition: number;
  /** Last published entry before this round. */
  readonly from: number;
  /** Last published entry now. */
  readonly to: number;
}

// A crash of the server that loses this move costs a second publication under the same ids, so it need not wait for
// the disk.
const TEXT = `
  WITH lazily AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
  moves AS (SELECT * FROM lazily, json_to_recordset($2::json) AS move(partition int, "from" bigint, "to" bigint)),
  locked AS (
    SELECT c.partition, moves."to" FROM relay_cursors c JOIN moves ON c.partition = moves.partition AND c.cursor = moves."from"
    WHERE c.relay = $1 ORDER BY c.partition FOR UPDATE OF c
  )
  UPDATE relay_cursors c SET cursor = locked."to"
  FROM locked WHERE c.relay = $1 AND c.partition = locked.partition
  RETURNING c.partition`;

/** Moves the cursors that still stand where this process saw them; returns the partitions that moved. */
export async function moveCursors(db: Queryable, relay: string, moves: readonly CursorMove[]): Promise<Set<number>> {
  const { rows } = await db.query<{ partition: number }>(TEXT, [relay, JSON.stringify(moves)]);
  return new Set(rows.map((row) => row.partition));
}
