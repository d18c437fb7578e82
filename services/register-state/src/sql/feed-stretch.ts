/**
 * Events between two positions, in the order of their positions: above $1, up to and with $2, of the types $3 (null: all),
 * at most $4. `e` is the event, `c` its command.
 *
 * A range that begins before the first position asked for is found by its place in the primary key. The limits inside keep
 * each range and each event a look-up of its own: left to itself the planner joins whole tables, because it cannot know
 * how few rows lie between two positions (537,000 events: 1,500 ms for a page of 100).
 *
 * @param o.shown what is given beside the position
 * @param o.event columns of event_log
 * @param o.command columns of command_log, which may name the event
 */
export function feedStretch(o: { readonly shown: string; readonly event: string; readonly command: string }): string {
  return `
  SELECT r.first_position + e.number - r.first_number AS position, ${o.shown}
  FROM feed_ranges AS r
  CROSS JOIN LATERAL (
    SELECT number, application_number, ${o.event} FROM event_log
    WHERE event_log.partition = r.partition
      AND number BETWEEN greatest(r.first_number, r.first_number + $1::bigint + 1 - r.first_position)
        AND least(r.first_number + r.count - 1, r.first_number + $2::bigint - r.first_position)
      AND ($3::text[] IS NULL OR type = ANY ($3))
    ORDER BY number LIMIT $4
  ) AS e
  CROSS JOIN LATERAL (
    SELECT ${o.command} FROM command_log
    WHERE command_log.partition = r.partition AND command_log.application_number = e.application_number LIMIT 1
  ) AS c
  WHERE r.first_position <= $2
    AND r.first_position >= coalesce(
      (SELECT first_position FROM feed_ranges WHERE first_position <= $1::bigint + 1 ORDER BY first_position DESC LIMIT 1), 1)
  ORDER BY position
  LIMIT $4`;
}
