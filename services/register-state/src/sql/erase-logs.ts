import type { Transaction } from '../../../_platform/src/database/database.ts';
import { DAY_TURN_EVENT_TYPES } from './day-turn-event-types.ts';

export interface Erased {
  readonly table: string;
  readonly register_id: string;
  readonly count: number;
}

// An event has no index by its command: the numbers of a command's events follow on those of the command before it.
// OFFSET 0: each range is looked up by the primary key, whatever the planner thinks of the rest.
const EVENTS = `
  WITH commands AS MATERIALIZED (
    SELECT partition, application_number, event_number FROM command_log WHERE register_id = ANY ($1::uuid[])
    UNION
    SELECT c.partition, c.application_number, c.event_number
    FROM (SELECT DISTINCT partition, application_number FROM event_log
          WHERE register_id = ANY ($1::uuid[]) AND type IN ${DAY_TURN_EVENT_TYPES}) AS e
    JOIN command_log AS c USING (partition, application_number)
    WHERE c.register_id IS NULL
  ), numbers AS MATERIALIZED (
    SELECT e.partition, e.number
    FROM commands AS c
    LEFT JOIN command_log AS p ON p.partition = c.partition AND p.application_number = c.application_number - 1
    CROSS JOIN LATERAL (
      SELECT partition, number FROM event_log
      WHERE partition = c.partition AND number > coalesce(p.event_number, 0) AND number <= c.event_number
        AND register_id = ANY ($1::uuid[]) AND data::text <> '{}'
      OFFSET 0) AS e
  ), erased AS (
    UPDATE event_log AS e SET data = '{}' FROM numbers AS n
    WHERE e.partition = n.partition AND e.number = n.number
    RETURNING e.register_id
  )
  SELECT 'event_log' AS "table", register_id, count(*)::integer AS count FROM erased GROUP BY register_id`;

// What stays of a command: id, kind, times and hash. The other columns hold nothing of what was said.
const COMMANDS = `
  WITH erased AS (
    UPDATE command_log SET answer = NULL, skipped = NULL,
      command = json_build_object('id', id, 'soort', kind, 'vastgelegdOp', command ->> 'vastgelegdOp')
    WHERE register_id = ANY ($1::uuid[]) AND command -> 'bron' IS NOT NULL
    RETURNING register_id
  )
  SELECT 'command_log' AS "table", register_id, count(*)::integer AS count FROM erased GROUP BY register_id`;

/** Erases what the logs hold of these persons' own commands and of all their events; each row keeps its place. */
export async function eraseLogs(tx: Transaction, registerIds: readonly string[]): Promise<Erased[]> {
  const events = await tx.query<Erased>(EVENTS, [registerIds]);
  const commands = await tx.query<Erased>(COMMANDS, [registerIds]);
  return [...events.rows, ...commands.rows];
}
