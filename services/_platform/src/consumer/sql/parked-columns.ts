/** Columns of ParkedSummary. `waitsBehind` is the first open record of the same key, when that is another one. */
export const PARKED_SUMMARY = `
  parked.id::text AS id, consumer, topic, partition, record_offset AS "offset", blocked_key AS key, reason, fingerprint,
  message_id AS "messageId", parked_at AS "parkedAt", attempts, state,
  CASE WHEN state = 'OPEN' AND blocked_key IS NOT NULL THEN (
    SELECT nullif(head.id, parked.id)::text
    FROM parked AS head
    WHERE head.state = 'OPEN' AND head.consumer = parked.consumer AND head.topic = parked.topic
      AND head.partition = parked.partition AND head.blocked_key = parked.blocked_key
    ORDER BY head.id
    LIMIT 1
  ) END AS "waitsBehind"`;
