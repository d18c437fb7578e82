import type { Queryable } from '../../../_platform/src/database/database.ts';
import { DAY_TURN_EVENT_TYPES } from './day-turn-event-types.ts';
import type { Erased } from './erase-logs.ts';

// Every table that may hold something of a person, looked at once more after the erasing. The rows that stay (tombstone,
// place in the logs) count only when more is left in them than may be.
const SQL = `
  WITH given AS (SELECT id, id::text AS text FROM unnest($1::uuid[]) AS id)
  SELECT "table", register_id, count(*)::integer AS count FROM (
    SELECT 'persons' AS "table", register_id FROM persons
      WHERE register_id = ANY ($1::uuid[]) AND (status <> 'VERNIETIGD' OR due_on IS NOT NULL OR reason IS NOT NULL
        OR wants_reregistration OR pension_reached OR stays_after_pension)
    UNION ALL SELECT 'appointments', register_id FROM appointments WHERE register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'anteroom_entries', register_id FROM anteroom_entries WHERE register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'teaching_statements', register_id FROM teaching_statements WHERE register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'corrections', register_id FROM corrections WHERE register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'sent_commands', register_id FROM sent_commands WHERE register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'lookups', register_id FROM lookups WHERE register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'command_log', register_id FROM command_log
      WHERE register_id = ANY ($1::uuid[])
        AND (answer IS NOT NULL OR skipped IS NOT NULL OR command -> 'bron' IS NOT NULL OR command -> 'inhoud' IS NOT NULL)
    UNION ALL SELECT 'event_log', register_id FROM event_log
      WHERE register_id = ANY ($1::uuid[]) AND type IN ${DAY_TURN_EVENT_TYPES} AND data::text <> '{}'
    UNION ALL SELECT 'event_log', e.register_id
      FROM command_log AS c
      LEFT JOIN command_log AS p ON p.partition = c.partition AND p.application_number = c.application_number - 1
      CROSS JOIN LATERAL (
        SELECT register_id FROM event_log
        WHERE partition = c.partition AND number > coalesce(p.event_number, 0) AND number <= c.event_number
          AND data::text <> '{}'
        OFFSET 0) AS e
      WHERE c.register_id = ANY ($1::uuid[])
    UNION ALL SELECT 'outbox', g.id FROM outbox AS o JOIN given AS g
      ON o.key = g.text OR position(convert_to(g.text, 'UTF8') IN o.value) > 0
    UNION ALL SELECT 'parked', g.id FROM parked AS p JOIN given AS g
      ON p.blocked_key = g.text OR p.record_key = convert_to(g.text, 'UTF8')
  ) AS found
  GROUP BY "table", register_id`;

/** What is still there of persons of whom nothing should be. */
export async function countLeftovers(db: Queryable, registerIds: readonly string[]): Promise<Erased[]> {
  return (await db.query<Erased>(SQL, [registerIds])).rows;
}
